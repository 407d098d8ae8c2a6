using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Core.Leases;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Retention.Storing;

/// <summary>Removes what is older, or more, than the settings of its project allow.</summary>
internal sealed class RetentionRunner(
    IDocumentStore store,
    IErrorStore errors,
    IProjectDirectory projects,
    IOptions<ErrorTrackingOptions> options,
    ErrorTrackingMetrics metrics,
    TimeProvider timeProvider,
    ILogger<RetentionRunner> logger)
{
    private const string LeaseName = "error-retention";
    private const int ProjectsAtOnce = 100;

    // A host that dies in the middle keeps the others from it for so long.
    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(5);

    private readonly string _owner = EntityId.Create(timeProvider).ToString();

    /// <summary>Goes through all projects, unless another host does.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        if (await LeaseKeeper.TryTakeAsync(store, LeaseName, _owner, LeaseFor, timeProvider, cancellationToken).ConfigureAwait(false) is not { } keeper)
        {
            return;
        }

        await using (keeper.ConfigureAwait(false))
        {
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, keeper.Lost);
            try
            {
                await ApplyToEachAsync(stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Log.RetentionLeaseLost(logger);
            }
        }
    }

    private async ValueTask ApplyToEachAsync(CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await projects.ListAsync(Actor.System, ProjectsAtOnce, cursor, cancellationToken).ConfigureAwait(false);
            foreach (var project in page.Items)
            {
                await TryApplyAsync(project.Value.Id, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>Applies the settings of a project.</summary>
    public async ValueTask<RetentionResult> ApplyAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var settings = await store.ReadAsync(RetentionDocuments.Kind, project, cancellationToken).ConfigureAwait(false);
        var now = timeProvider.GetUtcNow();
        var issues = settings.Issues ?? options.Value.IssueRetention;
        var rule = new RetentionRule
        {
            ProjectId = project,
            EventsBefore = now - (settings.Events ?? options.Value.EventRetention),
            IssuesBefore = issues is null ? null : now - issues,
            PayloadBytes = settings.PayloadBytes ?? options.Value.PayloadBytes,
            At = now,
        };
        var result = await errors.ApplyRetentionAsync(rule, cancellationToken).ConfigureAwait(false);
        if (result.Payloads > 0)
        {
            metrics.Evicted(result.Payloads, result.PayloadBytes);
            Log.PayloadsEvicted(logger, result.Payloads, result.PayloadBytes, project);
        }

        await NoteAsync(project, result, now, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>What keeps one project from it, such as damaged settings, does not keep the others.</summary>
    private async ValueTask TryApplyAsync(ProjectId project, CancellationToken cancellationToken)
    {
        try
        {
            await ApplyAsync(project, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
        {
            Log.RetentionOfProjectFailed(logger, project, exception);
        }
    }

    public async ValueTask<RetentionRun?> LastRunAsync(ProjectId project, CancellationToken cancellationToken) =>
        (await store.FindAsync(Partition.Of(project), RetentionDocuments.Runs, RetentionDocuments.RunKey, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Notes what went; of two hosts that note at once one may be forgotten, which nothing depends on.</summary>
    private async ValueTask NoteAsync(ProjectId project, RetentionResult result, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var stored = await store.FindReadableAsync(Partition.Of(project), RetentionDocuments.Runs, RetentionDocuments.RunKey, cancellationToken).ConfigureAwait(false);
        var before = stored?.Value;
        var run = new RetentionRun
        {
            At = at,
            Events = result.Events,
            Issues = result.Issues,
            Payloads = result.Payloads,
            PayloadBytes = result.PayloadBytes,
            PayloadsEver = (before?.PayloadsEver ?? 0) + result.Payloads,
            PayloadBytesEver = (before?.PayloadBytesEver ?? 0) + result.PayloadBytes,
        };
        await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Puts = [RetentionDocuments.Runs.Put(run)] }, cancellationToken).ConfigureAwait(false);
    }
}
