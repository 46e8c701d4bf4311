package lang

var enAccess = Access{}
