using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Changing;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Discards;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>
/// Changes, merges or deletes several issues of a project: those that <c>id</c> names, or, for a change of status, those that match. Each is a change of its own:
/// when one is refused, those before it stay changed, and the answer says how many.
/// </summary>
internal static class IssueBulkCalls
{
    public static ValueTask<ApiAnswer> ChangeAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, async project =>
    {
        if (IssueChanger.Read(call, out var problem) is not { } changer)
        {
            return problem!;
        }

        var (issues, missing) = await IssueSelection.ReadAsync(call, project, matching: changer.Status is not null && !changer.Changes.Merges);
        return missing
            ?? (issues.IsEmpty ? ApiAnswer.NoContent
                : changer.Changes.Merges ? await MergeAsync(call, issues)
                : changer.Changes.Discards ? await EachAsync(issues, id => call.Service<IDiscards>().DiscardAsync(call.Actor, id, null, call.Cancellation))
                : await ChangeAsync(call, changer, issues));
    });

    public static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, async project =>
    {
        var (issues, problem) = await IssueSelection.ReadAsync(call, project, matching: false);
        return problem ?? await EachAsync(issues, id => call.Service<IIssues>().DeleteAsync(call.Actor, id, null, call.Cancellation));
    });

    private static async ValueTask<ApiAnswer> EachAsync(ImmutableArray<Issue> issues, Func<IssueId, ValueTask<CommandResult<Issue>>> change)
    {
        ApiAnswer? problem = null;
        for (var done = 0; problem is null && done < issues.Length; done++)
        {
            problem = Refuse(await change(issues[done].Row.Id), done);
        }

        return problem ?? ApiAnswer.NoContent;
    }

    private static async ValueTask<ApiAnswer> ChangeAsync(ApiCall call, IssueChanger changer, ImmutableArray<Issue> issues)
    {
        Issue? last = null;
        for (var done = 0; done < issues.Length; done++)
        {
            var changed = await changer.ApplyAsync(issues[done].Row.Id, issues[done].Row.ProjectId);
            if (Refuse(changed, done) is { } problem)
            {
                return problem;
            }

            last = changed.Value ?? last;
        }

        return last is null ? ApiAnswer.NoContent : ApiAnswer.Ok(
            new SentryChangedDocument
            {
                Status = changer.Status is null ? null : Words.Of(last.Row.State.Status),
                StatusDetails = changer.Status is null ? null : SentryStatusDocument.Of(last.Row.State),
                AssignedTo = changer.Changes.Assigns && last.Row.Assignee is { } assignee ? SentryActorDocument.Of(assignee) : null,
            },
            SentryChangeJson.Default.SentryChangedDocument);
    }

    /// <summary>Merges into the issue that has had the most events.</summary>
    private static async ValueTask<ApiAnswer> MergeAsync(ApiCall call, ImmutableArray<Issue> issues)
    {
        if (issues.Length < 2)
        {
            return SentryAnswer.Error(StatusCodes.Status400BadRequest, "id: at least two issues of the project are needed for a merge.");
        }

        var parent = issues.MaxBy(issue => (issue.Row.Count, -issue.Row.Id.Value))!.Row.Id;
        ImmutableArray<IssueId> children = [.. issues.Select(issue => issue.Row.Id).Where(id => id != parent)];
        var merged = await call.Service<IIssues>().MergeAsync(call.Actor, parent, children, null, call.Cancellation);
        return merged.Outcome != CommandOutcome.Done ? SentryAnswer.Refusal(merged) : ApiAnswer.Ok(
            new SentryChangedDocument { Merge = new SentryMergedDocument { Parent = parent.ToString(), Children = [.. children.Select(id => id.ToString())] } },
            SentryChangeJson.Default.SentryChangedDocument);
    }

    /// <summary>An issue that went away meanwhile is passed over.</summary>
    private static ApiAnswer? Refuse(CommandResult<Issue> result, int done) => result.Outcome switch
    {
        CommandOutcome.Done or CommandOutcome.NotFound => null,
        _ => SentryAnswer.Refusal(result with
        {
            Reason = done == 0 ? result.Reason : string.Create(CultureInfo.InvariantCulture, $"{result.Reason} {done} issues were changed before that."),
        }),
    };
}
