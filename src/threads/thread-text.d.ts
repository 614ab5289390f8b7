/** A script that a thread runs: that file with all it imports, as one text. The build makes it. */
declare module '*?thread' {
  const script: string
  export default script
}
