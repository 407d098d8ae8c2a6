using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>Names on the Java platform that the field's grouping knows nothing of: proxies, hidden classes, and lambdas of javac, Kotlin and Scala.</summary>
internal static partial class JavaGeneratedNames
{
    private const string Auto = "$1<auto>";

    /// <summary>Whether it is the class of a lambda, also as newer runtimes write it.</summary>
    public static bool IsLambda(string module) => module.Contains("$$Lambda/", StringComparison.Ordinal);

    public static string CleanModule(string module)
    {
        if (module.Contains("/0x", StringComparison.Ordinal))
        {
            module = HiddenClass().Replace(module, Auto);
        }

        if (module.Contains("roxy", StringComparison.Ordinal))
        {
            module = DynamicProxy().Replace(module, Auto);
        }

        if (module.Contains("reflect.Generated", StringComparison.Ordinal))
        {
            module = Accessor().Replace(module, Auto);
        }

        return module.Contains('$', StringComparison.Ordinal) ? Numbered().Replace(GeneratedSubclass().Replace(module, Auto), Auto) : module;
    }

    /// <summary>The lambda's method without its ordinal; null when it is no lambda.</summary>
    public static string? CleanLambda(string function)
    {
        if (!function.Contains('$', StringComparison.Ordinal))
        {
            return null;
        }

        var cleaned = Lambda().Replace(function, Auto);
        return cleaned == function ? null : cleaned;
    }

    [GeneratedRegex("(/)0x[0-9a-fA-F]+", RegexOptions.CultureInvariant)]
    private static partial Regex HiddenClass();

    [GeneratedRegex(@"(\$Proxy|\bjdk\.proxy)[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex DynamicProxy();

    [GeneratedRegex(@"(\breflect\.Generated\w*?Accessor)[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Accessor();

    // Subclasses that libraries make at run time bear the library's name, and then letters by chance. Other names after a dollar sign are nested classes.
    [GeneratedRegex(@"(\$(?:ByteBuddy|MockitoMock)\$)\w+", RegexOptions.CultureInvariant)]
    private static partial Regex GeneratedSubclass();

    // Functions of Clojure and Scala.
    [GeneratedRegex(@"(\$(?:reify__|\$?anonfun\$(?:[A-Za-z_]+\$)?))[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    // lambda$pay$3 and lambda$pay$9e1c2a7f$1 of javac, pay$lambda$2 and pay$lambda-2 of Kotlin, $anonfun$pay$1 of Scala.
    [GeneratedRegex(@"(^lambda\$[^$]+\$|\$lambda[$-]|\$anonfun\$(?:[A-Za-z_]+\$)?)(?:[0-9a-f]+\$)?[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Lambda();
}
