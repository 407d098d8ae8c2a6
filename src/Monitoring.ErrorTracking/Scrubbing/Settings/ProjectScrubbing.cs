using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Monitoring.Core;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.ErrorTracking.Scrubbing.Passes;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>
/// Finds the scrubber of a project, and remembers it for seconds: a change is seen by other hosts after that. What rules are compiled to is kept as
/// long as they stay the same.
/// </summary>
internal sealed class ProjectScrubbing(IDocumentStore store, IOptions<MonitoringOptions> options, TimeProvider timeProvider)
{
    private const int MaxEntries = 10_000;
    private const int MaxAttempts = 8;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ProjectId, Entry> _entries = new();

    public ValueTask<Scrubber> GetAsync(ProjectId project, CancellationToken cancellationToken) =>
        _entries.TryGetValue(project, out var known) && timeProvider.GetElapsedTime(known.ReadAt) < Lifetime
            ? new ValueTask<Scrubber>(known.Scrubber)
            : ReadAsync(project, known, cancellationToken);

    /// <summary>Makes a scrubber of other settings, with the project's key.</summary>
    public async ValueTask<Scrubber> CompileAsync(ProjectId project, ScrubbingSettings settings, CancellationToken cancellationToken) =>
        Compile(settings, await ReadKeyAsync(project, cancellationToken).ConfigureAwait(false));

    /// <summary>Forgets what is remembered, so that this host sees a change at once.</summary>
    public void Forget(ProjectId project) => _entries.TryRemove(project, out _);

    private async ValueTask<Scrubber> ReadAsync(ProjectId project, Entry? known, CancellationToken cancellationToken)
    {
        var readAt = timeProvider.GetTimestamp();
        var stored = await store.FindAsync(ScrubbingDocuments.Settings, project, cancellationToken).ConfigureAwait(false);
        var version = stored?.Version ?? 0;
        var scrubber = known?.Version == version
            ? known.Scrubber
            : await CompileAsync(project, stored?.Value.Settings ?? ScrubbingDocuments.Settings.Initial, cancellationToken).ConfigureAwait(false);
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[project] = new Entry(scrubber, version, readAt);
        return scrubber;
    }

    private Scrubber Compile(ScrubbingSettings settings, byte[] key) =>
        new(settings, key, options.Value.Redaction.SensitiveNames, options.Value.Redaction.SafeNames);

    /// <summary>The key, which the first one to need it makes.</summary>
    private async ValueTask<byte[]> ReadKeyAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var partition = Partition.Of(project);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await store.FindAsync(partition, ScrubbingDocuments.Key, ScrubbingKeyDocument.Key, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                return stored.Value.Bytes;
            }

            var made = new ScrubbingKeyDocument { Bytes = RandomNumberGenerator.GetBytes(ScrubbingKeyDocument.Length) };
            var commit = new DocumentCommit { Partition = partition, Puts = [ScrubbingDocuments.Key.Put(made, 0)] };
            if ((await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed)
            {
                return made.Bytes;
            }
        }

        throw new InvalidOperationException("The key of the project's hashes can neither be read nor made.");
    }

    private sealed record Entry(Scrubber Scrubber, long Version, long ReadAt);
}
