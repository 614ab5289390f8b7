/** A script that a page runs: that file with all it imports, as one text. The build makes it. */
declare module '*?browser' {
  const script: string
  export default script
}
