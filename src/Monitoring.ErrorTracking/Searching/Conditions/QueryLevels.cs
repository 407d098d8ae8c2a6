using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Searching.Conditions;

/// <summary>The names of levels.</summary>
internal static class QueryLevels
{
    public static ErrorLevel? Find(string name) => name.ToLowerInvariant() switch
    {
        "debug" => ErrorLevel.Debug,
        "info" => ErrorLevel.Info,
        "warning" => ErrorLevel.Warning,
        "error" => ErrorLevel.Error,
        "fatal" => ErrorLevel.Fatal,
        _ => null,
    };
}
