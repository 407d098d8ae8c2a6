using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Projects;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Retention.Storing;

/// <summary>Removes what is older than the settings of its project allow.</summary>
internal sealed class RetentionRunner(
    IDocumentStore store, IErrorStore errors, IProjectDirectory projects, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const string LeaseName = "error-retention";
    private const int ProjectsAtOnce = 100;

    // Longer than a round takes; a host that dies in the middle keeps the others from it for so long.
    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(30);

    private readonly string _owner = EntityId.Create(timeProvider).ToString();

    public ValueTask<Versioned<RetentionSettings>?> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), RetentionDocuments.Type, RetentionDocuments.Key, cancellationToken);

    /// <summary>Goes through all projects, unless another host does.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        if (await store.AcquireLeaseAsync(LeaseName, _owner, LeaseFor, cancellationToken).ConfigureAwait(false) is not { } lease)
        {
            return;
        }

        try
        {
            string? cursor = null;
            do
            {
                var page = await projects.ListAsync(Actor.System, ProjectsAtOnce, cursor, cancellationToken).ConfigureAwait(false);
                foreach (var project in page.Items)
                {
                    await ApplyAsync(project.Value.Id, cancellationToken).ConfigureAwait(false);
                }

                cursor = page.Next;
            }
            while (cursor is not null);
        }
        finally
        {
            await store.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Applies the settings of a project.</summary>
    public async ValueTask<RetentionResult> ApplyAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var settings = (await ReadAsync(project, cancellationToken).ConfigureAwait(false))?.Value;
        var now = timeProvider.GetUtcNow();
        var issues = settings?.Issues ?? options.Value.IssueRetention;
        var rule = new RetentionRule
        {
            ProjectId = project,
            EventsBefore = now - (settings?.Events ?? options.Value.EventRetention),
            IssuesBefore = issues is null ? null : now - issues,
            At = now,
        };
        return await errors.ApplyRetentionAsync(rule, cancellationToken).ConfigureAwait(false);
    }
}
