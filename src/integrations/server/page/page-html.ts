/** What the browser gets first; the script makes the rest. It loads two files of ours and nothing else. */
export const pageHtml = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>portscan</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/style.css">
<script src="/page/script.js" defer></script>
</head>
<body>
<div id="page"><noscript><p class="none">This page needs JavaScript. The service works without it: see /swagger.</p></noscript></div>
<p id="spoken" class="heard" role="status" aria-live="polite"></p>
</body>
</html>
`
