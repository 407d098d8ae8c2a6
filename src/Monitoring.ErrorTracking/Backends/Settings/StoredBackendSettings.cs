using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Backends.Sentry;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Backends.Settings;

/// <summary>Keeps the settings as a document of the project; each change is in the audit log in the same commit, without the token.</summary>
internal sealed class StoredBackendSettings(
    IDocumentStore store, ProjectBackends backends, SentryBackend sentry, IAccessControl access, IAuditLog audit, TimeProvider timeProvider) : IErrorTrackingBackendSettings
{
    private const int MaxAttempts = 16;

    private static readonly BackendSettingsDocument Initial = new() { Kind = BackendKind.Integrated };

    public async ValueTask<CommandResult<BackendSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        var decision = await CheckAsync(actor, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<BackendSettings>(decision);
        }

        var stored = await backends.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done((stored?.Value ?? Initial).ToSettings(), stored?.Version ?? 0);
    }

    public async ValueTask<CommandResult<BackendSettings>> ReplaceAsync(
        Actor actor, ProjectId project, BackendSettingsChange change, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var decision = await CheckAsync(actor, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<BackendSettings>(decision);
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await backends.ReadAsync(project, cancellationToken).ConfigureAwait(false);
            if (expectedVersion is { } expected && expected != (stored?.Version ?? 0))
            {
                return CommandResults.Conflict("The settings were changed meanwhile.", (stored?.Value ?? Initial).ToSettings(), stored?.Version ?? 0);
            }

            if (Apply(change, stored?.Value ?? Initial, out var fault) is not { } after)
            {
                return CommandResults.Invalid<BackendSettings>(fault!);
            }

            if (after == stored?.Value)
            {
                return CommandResults.Done(after.ToSettings(), stored.Version);
            }

            if (await CommitAsync(actor, project, stored, after, change.Token is not null, cancellationToken).ConfigureAwait(false) is { } done)
            {
                return done;
            }
        }

        return CommandResults.Conflict<BackendSettings>("The settings are changed by others all the time; try again.");
    }

    public async ValueTask<BackendResult<Page<BackendProject>>> TestAsync(Actor actor, ProjectId project, BackendSettingsChange? change, CancellationToken cancellationToken)
    {
        var decision = await CheckAsync(actor, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return BackendResults.Refused<Page<BackendProject>>(decision);
        }

        var stored = (await backends.ReadAsync(project, cancellationToken).ConfigureAwait(false))?.Value ?? Initial;
        string? fault = null;
        var tried = change is null ? stored : Apply(change, stored, out fault);
        if (tried?.Sentry is null)
        {
            return BackendResults.Failed<Page<BackendProject>>(BackendOutcome.Invalid, fault ?? "sentry: no server is set.");
        }

        return backends.Token(tried) is { } token
            ? await sentry.ListProjectsAsync(tried.Sentry.Address, token, cancellationToken).ConfigureAwait(false)
            : BackendResults.Failed<Page<BackendProject>>(BackendOutcome.TokenRefused, "No token is stored, or it cannot be read any more; set it again.");
    }

    /// <summary>A token goes to the server that it was given for and to no other.</summary>
    private BackendSettingsDocument? Apply(BackendSettingsChange change, BackendSettingsDocument before, out string? fault)
    {
        SentryConnection? sentry = null;
        fault = !Enum.IsDefined(change.Kind) ? "kind: there is no such back end."
            : change.Kind == BackendKind.Sentry && change.Sentry is null ? "sentry: is missing."
            : change.Token is { } token ? change.Sentry is null ? "token: is for a Sentry server, and none is given." : ConnectionCheck.FindFault(token)
            : null;
        if (fault is not null || (change.Sentry is { } given && (sentry = ConnectionCheck.Normalize(given, out fault)) is null))
        {
            return null;
        }

        var keeps = sentry is not null && before.Sentry?.Address == sentry.Address;
        var after = new BackendSettingsDocument
        {
            Kind = change.Kind,
            Sentry = sentry,
            ProtectedToken = change.Token is { } given2 ? Protect(given2, before) : keeps ? before.ProtectedToken : null,
        };
        fault = after is { Kind: BackendKind.Sentry, ProtectedToken: null }
            ? before.ProtectedToken is null ? "token: is missing." : "token: is needed again, as the server is another one than it was given for."
            : null;
        return fault is null ? after : null;
    }

    /// <summary>The same token again changes nothing, however often it is protected anew.</summary>
    private string Protect(string token, BackendSettingsDocument before) => backends.Token(before) == token ? before.ProtectedToken! : backends.Protect(token);

    private ValueTask<AccessDecision> CheckAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken);
    }

    private async ValueTask<CommandResult<BackendSettings>?> CommitAsync(
        Actor actor, ProjectId project, Versioned<BackendSettingsDocument>? before, BackendSettingsDocument after, bool isNewToken, CancellationToken cancellationToken)
    {
        var entry = audit.Prepare(AuditEntry.Of(actor, project, "error-tracking-backend.changed", $"project:{project}", timeProvider) with
        {
            Before = before is null ? null : Text(before.Value, isNew: false),
            After = Text(after, isNewToken),
        });
        var commit = new DocumentCommit { Partition = Partition.Of(project), Puts = [BackendDocuments.Settings.Put(after, before?.Version ?? 0), entry] };
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? CommandResults.Done(after.ToSettings(), result.Versions[0]) : null;
    }

    private static string Text(BackendSettingsDocument settings, bool isNew)
    {
        var credential = settings.ProtectedToken is null ? "none" : isNew ? "given now" : "stored";
        return settings.Sentry is { } sentry
            ? $"{settings.Kind}; {sentry.Address} {sentry.Organization}/{sentry.Project}; credential {credential}"
            : $"{settings.Kind}";
    }
}
