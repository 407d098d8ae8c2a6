using System.Text;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Retention.Storing;

/// <summary>Keeps the settings as a document of the project; each change is in the audit log in the same commit.</summary>
internal sealed class StoredRetention(IDocumentStore store, RetentionRunner runner, IAccessControl access, IAuditLog audit, TimeProvider timeProvider) : IRetention
{
    private const long LeastBytes = 1024 * 1024;

    private static readonly TimeSpan Shortest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);
    private static readonly RetentionSettings Initial = new();

    public async ValueTask<CommandResult<RetentionSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<RetentionSettings>(decision);
        }

        var stored = await runner.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(stored?.Value ?? Initial, stored?.Version ?? 0);
    }

    public async ValueTask<CommandResult<RetentionSettings>> ReplaceAsync(
        Actor actor, ProjectId project, RetentionSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<RetentionSettings>(decision);
        }

        if ((FaultOf("events", settings.Events) ?? FaultOf("issues", settings.Issues) ?? FaultOf(settings.PayloadBytes)) is { } fault)
        {
            return CommandResults.Invalid<RetentionSettings>(fault);
        }

        var stored = await runner.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        if (expectedVersion is null || expectedVersion == (stored?.Version ?? 0))
        {
            var put = RetentionDocuments.Type.Put(settings, expectedVersion);
            var entry = audit.Prepare(AuditEntry.Of(actor, project, "retention.changed", $"project:{project}", timeProvider) with
            {
                Before = stored is null ? null : Text(stored.Value),
                After = Text(settings),
            });
            var result = await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Puts = [put, entry] }, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                return CommandResults.Done(settings, result.Versions[0]);
            }
        }

        return CommandResults.Conflict("The settings were changed meanwhile.", stored?.Value ?? Initial, stored?.Version ?? 0);
    }

    public async ValueTask<CommandResult<RetentionRun>> GetLastRunAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        return !decision.IsAllowed ? CommandResults.Refused<RetentionRun>(decision)
            : await runner.LastRunAsync(project, cancellationToken).ConfigureAwait(false) is { } run ? CommandResults.Done(run)
            : CommandResults.NotFound<RetentionRun>("Retention was not applied to this project yet.");
    }

    public async ValueTask<CommandResult<RetentionResult>> ApplyAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        return decision.IsAllowed
            ? CommandResults.Done(await runner.ApplyAsync(project, cancellationToken).ConfigureAwait(false))
            : CommandResults.Refused<RetentionResult>(decision);
    }

    private static string? FaultOf(string place, TimeSpan? kept) =>
        kept < Shortest || kept > Longest ? $"{place}: 1 to {Longest.Days} days are expected." : null;

    private static string? FaultOf(long? payloadBytes) => payloadBytes < LeastBytes ? $"payloadBytes: at least {LeastBytes} are expected." : null;

    private static string Text(RetentionSettings settings) => Encoding.UTF8.GetString(RetentionDocuments.Type.Serialize(settings).Span);
}
