using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Monitoring.Core;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.ErrorTracking.Scrubbing.Passes;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>Finds the scrubber of a project.</summary>
internal sealed class ProjectScrubbing
{
    private const int MaxAttempts = 8;

    private readonly IDocumentStore _store;
    private readonly MonitoringOptions _options;
    private readonly CleanParts _clean = new();
    private readonly ProjectCache<SettingsDocument<ScrubbingSettings>, Scrubber> _cache;

    public ProjectScrubbing(IDocumentStore store, IOptions<MonitoringOptions> options, TimeProvider timeProvider)
    {
        _store = store;
        _options = options.Value;
        _cache = new ProjectCache<SettingsDocument<ScrubbingSettings>, Scrubber>(
            ScrubbingDocuments.Settings.Type,
            ScrubbingDocuments.Settings.Type.Name,
            (project, stored, _, cancellationToken) => CompileAsync(project, stored?.Settings ?? ScrubbingDocuments.Settings.Initial, cancellationToken),
            store,
            timeProvider);
    }

    public ValueTask<Scrubber> GetAsync(ProjectId project, CancellationToken cancellationToken) => _cache.GetAsync(project, cancellationToken);

    /// <summary>Makes a scrubber of other settings, with the project's key.</summary>
    public async ValueTask<Scrubber> CompileAsync(ProjectId project, ScrubbingSettings settings, CancellationToken cancellationToken) =>
        Compile(settings, await ReadKeyAsync(project, cancellationToken).ConfigureAwait(false));

    public void Forget(ProjectId project) => _cache.Forget(project);

    private Scrubber Compile(ScrubbingSettings settings, byte[] key) =>
        new(settings, key, _options.Redaction.SensitiveNames, _options.Redaction.SafeNames, _clean);

    /// <summary>The key, which the first one to need it makes.</summary>
    private async ValueTask<byte[]> ReadKeyAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var partition = Partition.Of(project);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await _store.FindAsync(partition, ScrubbingDocuments.Key, ScrubbingKeyDocument.Key, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                return stored.Value.Bytes;
            }

            var made = new ScrubbingKeyDocument { Bytes = RandomNumberGenerator.GetBytes(ScrubbingKeyDocument.Length) };
            var commit = new DocumentCommit { Partition = partition, Puts = [ScrubbingDocuments.Key.Put(made, 0)] };
            if ((await _store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed)
            {
                return made.Bytes;
            }
        }

        throw new InvalidOperationException("The key of the project's hashes can neither be read nor made.");
    }
}
