using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.SentryApi.Issues.Changing;

/// <summary>A change of status and assignee, made ready for any number of issues.</summary>
internal sealed class IssueChanger
{
    private const string Latest = "latest";

    private readonly ApiCall _call;
    private readonly SentryIssueChanges _changes;
    private readonly IssueStatusChange? _status;
    private readonly string? _assignee;

    private IssueChanger(ApiCall call, SentryIssueChanges changes, IssueStatusChange? status, string? assignee)
    {
        _call = call;
        _changes = changes;
        _status = status;
        _assignee = assignee;
    }

    public SentryIssueChanges Changes => _changes;

    /// <summary>The status as it is set.</summary>
    public IssueStatusChange? Status => _status;

    /// <returns>The changer; null, and the answer, when the body is not as it must be.</returns>
    public static IssueChanger? Read(ApiCall call, out ApiAnswer? problem)
    {
        if (!SentryBody.TryRead(call, SentryChangeJson.Default.SentryIssueChanges, out var changes, out problem)
            || !SentryBody.TryRead(call, SentryChangeJson.Default.SentryConditions, out var beside, out problem))
        {
            return null;
        }

        string? reason = changes.Discards && !changes.IsEmpty ? "discard: goes alone." : changes.IsEmpty && !changes.Discards ? "status, assignedTo, merge or discard is expected." : null;
        string? assignee = null;
        IssueStatusChange? status = null;
        if (reason is null && changes.Assigns)
        {
            assignee = Assignee(call, changes.AssignedTo, out reason);
        }

        if (reason is null && changes.Status is { } word)
        {
            status = StatusReading.Read(word, changes.Substatus, StatusReading.Join(changes.StatusDetails, beside), call.Service<TimeProvider>().GetUtcNow(), out reason);
        }

        problem = reason is null ? null : SentryAnswer.Error(StatusCodes.Status400BadRequest, reason);
        return reason is null ? new IssueChanger(call, changes, status, assignee) : null;
    }

    public async ValueTask<CommandResult<Issue>> ApplyAsync(IssueId id, ProjectId project)
    {
        var issues = _call.Service<IIssues>();
        var status = await NamedAsync(project);
        if (status?.InReleases is [Latest])
        {
            return CommandResults.Invalid<Issue>("statusDetails.inRelease: the project has no release yet that could be the latest.");
        }

        return (status, _changes.Assigns) switch
        {
            ({ } change, true) => await issues.SetStatusAndAssignAsync(_call.Actor, id, change, _assignee, null, _call.Cancellation),
            ({ } change, false) => await issues.SetStatusAsync(_call.Actor, id, change, null, _call.Cancellation),
            (null, true) => await issues.AssignAsync(_call.Actor, id, _assignee, null, _call.Cancellation),
            _ => CommandResults.Invalid<Issue>("status or assignedTo is expected."),
        };
    }

    /// <summary>The change with the release that <c>latest</c> stands for in a project: the one that was created last.</summary>
    private async ValueTask<IssueStatusChange?> NamedAsync(ProjectId project)
    {
        if (_status?.InReleases is not [Latest])
        {
            return _status;
        }

        var releases = await _call.Service<IReleases>().ListAsync(_call.Actor, project, 1, null, _call.Cancellation);
        return releases.Value?.Items is [var newest, ..] ? _status with { InReleases = [newest.Version] } : _status;
    }

    private static string? Assignee(ApiCall call, JsonElement element, out string? reason)
    {
        reason = null;
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String when TryText(element) is { } text:
                reason = text.StartsWith("team:", StringComparison.Ordinal) || text.StartsWith('#') ? "assignedTo: this host knows no teams; name a member." : null;
                return text.Length == 0 ? null : text == "me" ? call.Actor.Id : text.StartsWith("user:", StringComparison.Ordinal) ? text["user:".Length..] : text;
            default:
                reason = "assignedTo: is neither a string nor null.";
                return null;
        }
    }

    /// <summary>Half a character cannot be read.</summary>
    private static string? TryText(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
