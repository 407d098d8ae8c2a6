using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitoring.ErrorTracking.Hosting;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Commits;
using Monitoring.ErrorTracking.Rollups.Reading;
using Monitoring.ErrorTracking.Rollups.Writing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Rollups;

/// <summary>A store in memory, and queues that add to it as several hosts would.</summary>
internal sealed class RollupWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;
    private readonly List<RollupQueue<Tally>> _queues = [];

    public RollupWorld(RollupKind? kind = null, Func<UnsteadyStore.Mood>? moods = null)
    {
        Kind = kind ?? new RollupKind("tally");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddMonitoring().AddErrorTracking().AddRollup<Tally>(Kind).UseInMemory();
        _services = services.BuildServiceProvider();
        Store = new UnsteadyStore(_services.GetRequiredService<IDocumentStore>(), moods ?? (() => UnsteadyStore.Mood.Well));
        Reader = new RollupReader<Tally>(Kind, Store);
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public RollupKind Kind { get; }

    public UnsteadyStore Store { get; }

    public RollupReader<Tally> Reader { get; }

    public ProjectId Project { get; } = new(7);

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public RollupQueue<Tally> Queue(CommitLimits? limits = null)
    {
        var queue = new RollupQueue<Tally>(Kind, Store, limits ?? new CommitLimits(), Time, NullLogger<RollupQueue<Tally>>.Instance);
        _queues.Add(queue);
        return queue;
    }

    public static RollupDelta<Tally> Delta(string name, long sum = 1, ulong who = 1, DateTimeOffset? at = null) =>
        new() { Series = RollupSeries.Of(name, "production"), At = at ?? Start, Value = Tally.Of(sum, who) };

    public Task<RollupAnswer> AddAsync(RollupQueue<Tally> queue, RollupDelta<Tally> delta, ulong? request = null) =>
        queue.AddAsync(Project, [delta], request, CancellationToken.None).AsTask();

    /// <summary>The sums by name and bucket.</summary>
    public async Task<Dictionary<(string Name, DateTimeOffset Bucket), Tally>> ReadAsync(RollupSpan span)
    {
        var found = new Dictionary<(string, DateTimeOffset), Tally>();
        await foreach (var value in Reader.ReadAsync(Project, span, Start.AddDays(-800), Start.AddDays(800), null, CancellationToken.None))
        {
            found.Add((value.Series.Names[0], value.Bucket), value.Value);
        }

        return found;
    }

    public async Task<long> SumAsync(DateTimeOffset from, DateTimeOffset to, Func<RollupSeries, bool>? wanted = null)
    {
        var sum = 0L;
        await foreach (var value in Reader.ReadAsync(Project, from, to, wanted, CancellationToken.None))
        {
            sum += value.Value.Sum;
        }

        return sum;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
        {
            await queue.DisposeAsync();
        }

        await _services.DisposeAsync();
    }
}
