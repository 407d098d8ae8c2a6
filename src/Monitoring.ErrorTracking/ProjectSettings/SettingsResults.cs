using Monitoring.Commands;

namespace Monitoring.ErrorTracking.ProjectSettings;

/// <summary>Results of commands about settings whose answers show more than the settings.</summary>
internal static class SettingsResults
{
    /// <summary>The same result with another value.</summary>
    public static CommandResult<TShown> With<T, TShown>(this CommandResult<T> result, TShown shown)
        where T : class
        where TShown : class =>
        new() { Outcome = result.Outcome, Reason = result.Reason, Access = result.Access, Value = shown, Version = result.Version };
}
