namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>The names of what matchers look at; several have a long name too.</summary>
internal static class MatcherKeys
{
    public static readonly string[] Names =
    [
        "path", "module", "function", "package", "family", "app", "category", "error.type", "error.value", "error.mechanism", "type", "value", "mechanism",
        "stack.abs_path", "stack.module", "stack.function", "stack.package",
    ];

    public static MatcherKey? Read(ReadOnlySpan<char> name) => name switch
    {
        "path" or "stack.abs_path" => MatcherKey.Path,
        "module" or "stack.module" => MatcherKey.Module,
        "function" or "stack.function" => MatcherKey.Function,
        "package" or "stack.package" => MatcherKey.Package,
        "family" => MatcherKey.Family,
        "app" => MatcherKey.App,
        "category" => MatcherKey.Category,
        "type" or "error.type" => MatcherKey.ErrorType,
        "value" or "error.value" => MatcherKey.ErrorValue,
        "mechanism" or "error.mechanism" => MatcherKey.ErrorMechanism,
        _ => null,
    };
}
