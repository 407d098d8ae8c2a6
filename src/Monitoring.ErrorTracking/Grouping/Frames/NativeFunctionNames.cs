using System.Buffers;
using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>
/// Shortens demangled names of C, C++, Rust and Swift: compilers and demanglers do not agree on arguments, generic types, lambdas and unnamed
/// namespaces.
/// </summary>
internal static partial class NativeFunctionNames
{
    private const string UnnamedNamespace = "`anonymous namespace'";
    private const int MaxLength = 4096;

    private static readonly SearchValues<char> Marks = SearchValues.Create(" ()<>{}@&$?[`\t");

    // Operators hold the very brackets that the rest of the name is read by; these characters stand in for them meanwhile.
    private static readonly (string Plain, string Masked)[] Protected =
    [
        ("operator<<", "operator\uE000\uE000"), ("operator<", "operator\uE000"), ("operator->", "operator\uE004"), ("operator()", "operator\uE001"),
        (" -> ", " \uE002 "), (UnnamedNamespace, "\uE003"),
    ];

    public static string Trim(string function)
    {
        if (function.Length > MaxLength || function is "<redacted>" or "<unknown>" || IsPlain(function))
        {
            return function;
        }

        var name = function.Trim();
        if (name.StartsWith('[') || name.StartsWith("+[", StringComparison.Ordinal) || name.StartsWith("-[", StringComparison.Ordinal))
        {
            return name;
        }

        name = WithoutTrailers(CloneMark().Replace(name, ""));
        foreach (var (plain, masked) in Protected)
        {
            name = name.Replace(plain, masked, StringComparison.Ordinal);
        }

        name = UnnamedByHash().Replace(Lambda().Replace(name, "lambda"), "\uE003::");
        name = Brackets.Replace(name, '(', ')', static (inner, _) => inner.Trim() is "anonymous namespace" or "operator" ? $"({inner.Trim()})" : "");
        name = Brackets.Replace(name, '<', '>', Generics);
        var token = FunctionToken(name);
        return token.Length == 0 ? function : WithoutDecoration(Restore(token));
    }

    /// <summary>Names that have nothing to shorten; most are.</summary>
    private static bool IsPlain(string function) =>
        !function.AsSpan().ContainsAny(Marks) && !function.Contains("::h", StringComparison.Ordinal) && !function.Contains("lambda_", StringComparison.Ordinal);

    private static string WithoutTrailers(string name)
    {
        while (true)
        {
            if (name.EndsWith('&'))
            {
                name = name[..^1].TrimEnd();
            }
            else if (name.EndsWith("const", StringComparison.Ordinal) && name.Length > 5 && !IsWordCharacter(name[^6]))
            {
                name = name[..^5].TrimEnd();
            }
            else
            {
                return name;
            }
        }
    }

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || character == '_';

    /// <summary>Generic arguments say nothing. A name that begins with brackets is Rust's: the type, seen as one of its traits.</summary>
    private static string Generics(string inner, int start)
    {
        if (start > 0)
        {
            return inner == "lambda" ? "<lambda>" : "<T>";
        }

        inner = Brackets.Replace(inner, '<', '>', static (_, _) => "<T>");
        var trait = inner.IndexOf(" as ", StringComparison.Ordinal);
        if (trait < 0)
        {
            return inner;
        }

        var isAnyType = trait == 1 && char.IsAsciiLetterUpper(inner[0]);
        return isAnyType ? inner[5..] : inner[..trait];
    }

    /// <summary>Of return type, modifiers and name, the name: it stands before Swift's arrow, else last.</summary>
    private static string FunctionToken(string name)
    {
        var tokens = Brackets.SplitAtBlanks(name);
        var arrow = tokens.IndexOf("\uE002");
        var token = arrow > 0 ? tokens[arrow - 1] : tokens.Count > 0 ? tokens[^1] : "";
        if (!token.StartsWith('@'))
        {
            return token;
        }

        return name.StartsWith("thunk for ", StringComparison.Ordinal) ? "thunk for closure" : "closure";
    }

    private static string Restore(string token)
    {
        foreach (var (plain, masked) in Protected)
        {
            token = token.Replace(masked, plain, StringComparison.Ordinal);
        }

        return token;
    }

    private static string WithoutDecoration(string name)
    {
        name = RustHash().Replace(name, "");
        name = LibraryVersion().Replace(name, "");
        return Stdcall().Replace(name, "$1");
    }

    [GeneratedRegex(@"\s*\[clone [^\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex CloneMark();

    [GeneratedRegex(@"\{lambda\([^}]*\)#[0-9]+\}|\blambda_[a-f0-9]{32}\b|\$_[0-9]+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Lambda();

    [GeneratedRegex("\\?A0x[a-f0-9]{8}::", RegexOptions.CultureInvariant)]
    private static partial Regex UnnamedByHash();

    [GeneratedRegex("::h[a-f0-9]{16}$", RegexOptions.CultureInvariant)]
    private static partial Regex RustHash();

    [GeneratedRegex("@@?GLIBC_[0-9.]+$", RegexOptions.CultureInvariant)]
    private static partial Regex LibraryVersion();

    [GeneratedRegex("^@?(.+?)@[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Stdcall();
}
