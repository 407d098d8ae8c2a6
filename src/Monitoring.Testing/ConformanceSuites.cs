using System.Reflection;

namespace Monitoring.Testing;

/// <summary>Finds out whether a provider's tests leave a suite out.</summary>
public static class ConformanceSuites
{
    /// <summary>
    /// The suites of this package that no concrete public class of an assembly derives from. A provider's tests assert that there is
    /// none, so that a suite that a later version of this package brings is not forgotten.
    /// </summary>
    /// <param name="tests">The provider's test assembly.</param>
    /// <param name="ports">The ports that the provider implements; all when none is given.</param>
    public static IReadOnlyList<Type> FindMissing(Assembly tests, params Type[] ports)
    {
        ArgumentNullException.ThrowIfNull(tests);
        ArgumentNullException.ThrowIfNull(ports);
        var derived = tests.GetExportedTypes().Where(type => !type.IsAbstract).ToList();
        return
        [
            .. typeof(ConformanceSuites).Assembly.GetExportedTypes()
                .Where(suite => suite is { IsAbstract: true, ContainsGenericParameters: false } && PortOf(suite) is { } port && (ports.Length == 0 || ports.Contains(port)))
                .Where(suite => !derived.Any(suite.IsAssignableFrom)),
        ];
    }

    private static Type? PortOf(Type suite)
    {
        for (var type = suite; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(StoreConformance<>))
            {
                return type.GetGenericArguments()[0];
            }
        }

        return null;
    }
}
