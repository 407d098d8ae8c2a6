using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.ErrorTracking.Backends.Integrated;
using Monitoring.ErrorTracking.Backends.Sentry;
using Monitoring.ErrorTracking.Backends.Settings;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Backends.Choosing;

/// <summary>Asks the back end that a project has chosen, after it has checked who asks and for what.</summary>
internal sealed class ProjectBackend(
    ProjectBackends backends, IntegratedBackend integrated, SentryBackend sentry, IAccessControl access, IAuditLog audit, TimeProvider timeProvider) : IErrorTrackingBackend
{
    private const int MaxLimit = 100;
    private const int MaxQuery = 1000;
    private const int MaxCursor = 16 * 1024;
    private const int MaxAssignee = 255;

    public ValueTask<BackendResult<Page<BackendIssue>>> ListAsync(Actor actor, ProjectId project, BackendIssueSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        var fault = search.Limit is < 1 or > MaxLimit ? $"limit: a number from 1 to {MaxLimit} is expected."
            : search.Query is { Length: > MaxQuery } ? $"query: has more than {MaxQuery} characters."
            : search.Cursor is { Length: > MaxCursor } ? "cursor: is not one of this list."
            : null;
        return ChooseAsync(
            actor, project, Permission.ReadErrors, fault,
            () => integrated.ListAsync(actor, project, search, cancellationToken),
            target => sentry.ListAsync(target, search, cancellationToken),
            cancellationToken);
    }

    public ValueTask<BackendResult<BackendIssue>> GetAsync(Actor actor, ProjectId project, string id, CancellationToken cancellationToken) => ChooseAsync(
        actor, project, Permission.ReadErrors, CheckId(id, out var issue),
        () => integrated.GetAsync(actor, project, issue, cancellationToken),
        target => sentry.GetAsync(target, issue, cancellationToken),
        cancellationToken);

    public ValueTask<BackendResult<BackendEvent>> GetLatestEventAsync(Actor actor, ProjectId project, string id, CancellationToken cancellationToken) => ChooseAsync(
        actor, project, Permission.ReadErrors, CheckId(id, out var issue),
        () => integrated.GetLatestEventAsync(actor, project, issue, cancellationToken),
        target => sentry.GetLatestEventAsync(target, issue, cancellationToken),
        cancellationToken);

    public ValueTask<BackendResult<BackendIssue>> UpdateAsync(Actor actor, ProjectId project, string id, BackendIssueChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var fault = CheckId(id, out var issue)
            ?? (change is { Status: null, Assigns: false } ? "status or assignee is expected."
                : change.Assignee is { Length: 0 or > MaxAssignee } ? $"assignee: 1 to {MaxAssignee} characters, or nobody, are expected."
                : null);
        return ChooseAsync(
            actor, project, Permission.UpdateErrors, fault,
            () => integrated.UpdateAsync(actor, project, issue, change, cancellationToken),
            target => UpdateThereAsync(actor, target, issue, change, cancellationToken),
            cancellationToken);
    }

    private static string? CheckId(string id, out IssueId issue)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IssueId.TryParse(id, out issue) ? null : "id: a positive number of at most 63 bits is expected.";
    }

    private async ValueTask<BackendResult<T>> ChooseAsync<T>(
        Actor actor,
        ProjectId project,
        Permission permission,
        string? fault,
        Func<ValueTask<BackendResult<T>>> here,
        Func<SentryTarget, ValueTask<BackendResult<T>>> there,
        CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, permission, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed || fault is not null)
        {
            return decision.IsAllowed ? BackendResults.Failed<T>(BackendOutcome.Invalid, fault!) : BackendResults.Refused<T>(decision);
        }

        var settings = (await backends.ReadAsync(project, cancellationToken).ConfigureAwait(false))?.Value;
        if (settings is not { Kind: BackendKind.Sentry, Sentry: { } connection })
        {
            return await here().ConfigureAwait(false);
        }

        return backends.Token(settings) is { } token
            ? await there(new SentryTarget { Project = project, Connection = connection, Token = token }).ConfigureAwait(false)
            : BackendResults.Failed<T>(BackendOutcome.TokenRefused, "The token of the Sentry server cannot be read any more; set it again.");
    }

    /// <summary>The audit log tells who changed what there: the server knows the token alone.</summary>
    private async ValueTask<BackendResult<BackendIssue>> UpdateThereAsync(
        Actor actor, SentryTarget target, IssueId issue, BackendIssueChange change, CancellationToken cancellationToken)
    {
        var result = await sentry.UpdateAsync(target, issue, change, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == BackendOutcome.Done)
        {
            await audit.AppendAsync(
                AuditEntry.Of(actor, target.Project, "sentry-issue.changed", $"sentry-issue:{issue}", timeProvider) with
                {
                    After = string.Join("; ", new[] { change.Status is { } status ? $"status {status.Status}" : null, change.Assigns ? $"assignee {change.Assignee ?? "nobody"}" : null }.Where(part => part is not null)),
                },
                cancellationToken).ConfigureAwait(false);
        }

        return result;
    }
}
