using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>
/// Names that the compilers of .NET make: <c>&lt;Main&gt;b__0_1</c>, <c>&lt;&gt;c__DisplayClass3_0</c>, <c>&lt;LoadAsync&gt;d__7</c>, <c>pay@42-1</c>. They are told by characters
/// that no name in a source may have, and end in ordinals or lines, which shift when something else is written above.
/// </summary>
internal static partial class DotnetNames
{
    private const string Auto = "$1<auto>";

    public static string Clean(string name)
    {
        if (name.Contains('>', StringComparison.Ordinal))
        {
            name = Roslyn().Replace(name, Auto);
        }

        if (name.Contains('@', StringComparison.Ordinal))
        {
            name = FSharp().Replace(name, Auto);
        }

        if (name.Contains('$', StringComparison.Ordinal))
        {
            name = VisualBasic().Replace(name, Auto);
        }

        return name.Contains("lambda_method", StringComparison.Ordinal) ? LambdaMethod().Replace(name, Auto) : name;
    }

    // The name, the letter of the kind, and, of local functions and classes, what they are called.
    [GeneratedRegex(@"(<[^<>]*>[a-z]__(?:\w+\||[A-Za-z]+)?)[0-9]+(?:_[0-9]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Roslyn();

    [GeneratedRegex("(@)[0-9]+(?:-[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex FSharp();

    [GeneratedRegex(@"((?:_Closure|_Lambda)\$__R?|VB\$StateMachine_)[0-9]+(?:-[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex VisualBasic();

    // Compiled expressions are numbered through the life of the process.
    [GeneratedRegex(@"(\blambda_method)[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex LambdaMethod();
}
