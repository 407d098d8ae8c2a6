using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>
/// Names of Java classes that are made while a program runs. The numbers and hashes in them differ from one process to the next and become
/// <c>&lt;auto&gt;</c>.
/// </summary>
internal static partial class JavaNames
{
    private const string Auto = "$1<auto>";

    public static string WithoutJavassist(string name) =>
        name.Contains("$$_javassist", StringComparison.Ordinal) ? Javassist().Replace(name, Auto) : name;

    public static string WithoutGeneratedParts(string name)
    {
        if (name.StartsWith("sun.reflect.Generated", StringComparison.Ordinal))
        {
            name = ConstructorAccessor().Replace(name, Auto);
        }

        if (!name.Contains('$', StringComparison.Ordinal))
        {
            return name;
        }

        name = Cglib().Replace(name, Auto);
        name = WithoutJavassist(name);
        name = ClojureFunction().Replace(name, Auto);
        name = EnhancerBy().Replace(name, Auto);
        name = FastClassBy().Replace(name, Auto);
        return HibernateProxy().Replace(name, Auto);
    }

    [GeneratedRegex(@"(sun\.reflect\.Generated(?:Serialization)?ConstructorAccessor)[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex ConstructorAccessor();

    [GeneratedRegex(@"(\$\$\w+?CGLIB\$\$)[a-fA-F0-9]+(?:_[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Cglib();

    [GeneratedRegex(@"(\$\$_javassist)(?:_seam)?(?:_[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Javassist();

    [GeneratedRegex(@"(\$fn__)[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex ClojureFunction();

    [GeneratedRegex(@"(\$EnhancerBy\w+?\$?\$)[a-fA-F0-9]+(?:_[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancerBy();

    [GeneratedRegex(@"(\$FastClassBy\w+?\$?\$)[a-fA-F0-9]+(?:_[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex FastClassBy();

    [GeneratedRegex(@"(\$HibernateProxy\$)\w+", RegexOptions.CultureInvariant)]
    private static partial Regex HibernateProxy();
}
