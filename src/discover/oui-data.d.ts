/** IEEE's registry as JSON: prefixes of 6, 7 or 9 hexadecimal digits in upper case, and lines of name and address. */
declare module 'oui-data' {
  const vendors: Readonly<Record<string, string>>
  export default vendors
}
