package lang

var enLinear = Linear{}
