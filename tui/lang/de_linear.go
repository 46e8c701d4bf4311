package lang

var deLinear = Linear{}
