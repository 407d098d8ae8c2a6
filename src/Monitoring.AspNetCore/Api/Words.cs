using Monitoring.Access;
using Monitoring.Core.Archives;
using Monitoring.ErrorTracking.Backends;
using Monitoring.ErrorTracking.BulkChanges;
using Monitoring.ErrorTracking.Feedback;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Sessions;
using Monitoring.ErrorTracking.SourceMaps;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api;

/// <summary>The words that stand for values in the product API.</summary>
internal static class Words
{
    public static IReadOnlyList<string> Features { get; } = [.. Enum.GetValues<Feature>().Select(Of)];

    public static IReadOnlyList<string> Roles { get; } = [.. Enum.GetValues<Role>().Select(Of)];

    public static IReadOnlyList<string> Statuses { get; } = [.. Enum.GetValues<IssueStatus>().Select(Of)];

    public static string Of(Feature feature) => Camel(feature.ToString());

    public static string Of(Role role) => Camel(role.ToString());

    public static string Of(ActorKind kind) => Camel(kind.ToString());

    public static string Of(ErrorLevel level) => Camel(level.ToString());

    public static string Of(IssueActivityKind kind) => Camel(kind.ToString());

    public static string Of(IssueStatus status) => Camel(status.ToString());

    public static string Of(ArchiveState state) => Camel(state.ToString());

    public static string Of(BulkJobState state) => Camel(state.ToString());

    public static string Of(BackendKind kind) => Camel(kind.ToString());

    public static string Of(IssueStateCause cause) => Camel(cause.ToString());

    public static string Of(MonitorStatus status) => Camel(status.ToString());

    public static string Of(MonitorIntervalUnit unit) => Camel(unit.ToString());

    public static string Of(FeedbackStatus status) => Camel(status.ToString());

    public static string Of(SessionStatus status) => Camel(status.ToString());

    public static string Of(ArtifactKind kind) => Camel(kind.ToString());

    public static string? Of(IssueSubstatus substatus) => substatus switch
    {
        IssueSubstatus.None => null,
        IssueSubstatus.ArchivedUntil => "archived-until",
        _ => Camel(substatus.ToString()),
    };

    /// <summary>Finds the value that a word stands for.</summary>
    public static bool TryParse<T>(string? word, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Camel(candidate.ToString()) == word)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
