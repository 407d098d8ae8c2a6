namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>Why a part of a text is not what it was, in the form of the protocol's <c>_meta</c>: the rule, what it did, and where in the new text.</summary>
/// <param name="Rule">The rule, such as <c>@creditcard:filter</c>.</param>
/// <param name="Kind"><c>s</c> put something in its place, <c>x</c> took it out, <c>m</c> masked it, <c>p</c> put a hash in its place.</param>
/// <param name="Start">The first character in the new text; -1 when it is the whole value, or none is left.</param>
/// <param name="End">The character behind the last.</param>
internal readonly record struct Remark(string Rule, char Kind, int Start, int End);
