using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>Names that other languages give to what has none in the source.</summary>
internal static partial class RuntimeNames
{
    private const string Auto = "$1<auto>";

    /// <summary>The place of an object in memory, as in <c>#&lt;Class:0x000055d1a8b8&gt;</c>.</summary>
    public static string WithoutAddresses(string name) =>
        name.Contains("0x", StringComparison.Ordinal) ? Address().Replace(name, Auto) : name;

    /// <summary>Closures, which Go numbers within their function: <c>Serve.func1.2</c>. A function that somebody called so has no other before it.</summary>
    public static string CleanGo(string function) =>
        function.Contains('.', StringComparison.Ordinal) ? GoClosure().Replace(function, Auto) : function;

    /// <summary>Anonymous classes and closures, which PHP names by their file and line.</summary>
    public static string CleanPhp(string function)
    {
        if (function.Contains("@anonymous\0", StringComparison.Ordinal))
        {
            function = PhpClass().Replace(function, "$1");
        }

        return function.Contains("{closure:", StringComparison.Ordinal) ? PhpClosure().Replace(function, Auto) : function;
    }

    /// <summary>Names in angle brackets, such as <c>&lt;ipython-input-12-8a9f3c&gt;</c> and <c>&lt;cell line: 4&gt;</c>: nobody wrote the numbers in them.</summary>
    public static string CleanPython(string name) =>
        name.StartsWith('<') && name.EndsWith('>') ? PythonNumber().Replace(name, "<auto>") : name;

    /// <summary>Comprehensions, which Python from 3.12 on runs within the frame around them.</summary>
    public static bool IsInlined(string? function) => function is "<listcomp>" or "<setcomp>" or "<dictcomp>";

    /// <summary>Blocks of Objective-C, which are numbered within their method.</summary>
    public static string CleanBlock(string function) =>
        function.Contains("_block_invoke_", StringComparison.Ordinal) ? Block().Replace(WithoutAddresses(function), Auto) : WithoutAddresses(function);

    [GeneratedRegex("(0x)[0-9a-fA-F]{4,}", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"((?<=\w\.|\.\.)(?:func|gowrap|deferwrap))[0-9]+(?:\.[0-9]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex GoClosure();

    [GeneratedRegex(@"(@anonymous)\0.*?(?=::|$)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PhpClass();

    [GeneratedRegex(@"(\{closure:.*:)[0-9]+(?=\})", RegexOptions.CultureInvariant)]
    private static partial Regex PhpClosure();

    [GeneratedRegex("[0-9a-f]*[0-9][0-9a-f]*(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex PythonNumber();

    [GeneratedRegex("(_block_invoke_)[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Block();
}
