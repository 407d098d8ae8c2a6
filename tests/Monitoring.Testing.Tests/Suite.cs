using System.Reflection;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace Monitoring.Testing.Tests;

/// <summary>Runs the facts of a suite as the test framework would, to see which of them fail.</summary>
internal static partial class Suite
{
    /// <summary>Runs facts until one fails.</summary>
    /// <returns>Its name and why it failed, or <see langword="null"/> when all passed.</returns>
    public static async Task<(string Fact, Exception Reason)?> FindFailureAsync<TStore>(Func<StoreConformance<TStore>> create, Func<string, bool> which)
        where TStore : class
    {
        foreach (var (fact, arguments) in Facts(create().GetType()).Where(fact => which(fact.Method.Name)).OrderBy(fact => fact.Method.Name.StartsWith("Random_", StringComparison.Ordinal)))
        {
            if (await RunAsync(create(), fact, arguments) is { } reason)
            {
                return (fact.Name, reason);
            }
        }

        return null;
    }

    /// <summary>Asserts that a fact noticed the fault, by an assertion and not by chance.</summary>
    public static void AssertNoticed(string fault, (string Fact, Exception Reason)? failure)
    {
        Assert.True(failure is not null, $"No fact notices that a store {fault}.");
        Assert.True(failure.Value.Reason is XunitException, $"{failure.Value.Fact} failed for another reason: {failure.Value.Reason}");
    }

    /// <summary>Asserts that random runs noticed the fault and showed it with few steps.</summary>
    public static void AssertNoticedBriefly(string fault, (string Fact, Exception Reason)? failure)
    {
        AssertNoticed(fault, failure);
        var message = failure!.Value.Reason.Message;
        TestContext.Current.TestOutputHelper?.WriteLine(message);
        Assert.Contains("MONITORING_SEED=", message, StringComparison.Ordinal);
        Assert.InRange(NumberedLine().Count(message), 1, 6);
    }

    public static IEnumerable<(MethodInfo Method, object?[] Arguments)> Facts(Type suite) =>
        from method in suite.GetMethods()
        where method.GetCustomAttribute<FactAttribute>() is not null
        from arguments in Rows(suite, method)
        select (method, arguments);

    private static async Task<Exception?> RunAsync<TStore>(StoreConformance<TStore> suite, MethodInfo fact, object?[] arguments)
        where TStore : class
    {
        await suite.InitializeAsync();
        try
        {
            await (fact.Invoke(suite, arguments) as Task ?? Task.CompletedTask);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
        }
        finally
        {
            await suite.DisposeAsync();
        }
    }

    private static IEnumerable<object?[]> Rows(Type suite, MethodInfo method)
    {
        if (method.GetParameters().Length == 0)
        {
            return [[]];
        }

        var inline = method.GetCustomAttributes<InlineDataAttribute>().Select(data => data.Data);
        var members = method.GetCustomAttributes<MemberDataAttribute>()
            .SelectMany(data => (IEnumerable<ITheoryDataRow>)suite.GetProperty(data.MemberName, BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)!.GetValue(null)!)
            .Select(row => row.GetData());
        return inline.Concat(members).Select(arguments => (object?[])arguments);
    }

    [GeneratedRegex(@"^  \d+\. ", RegexOptions.Multiline)]
    private static partial Regex NumberedLine();
}
