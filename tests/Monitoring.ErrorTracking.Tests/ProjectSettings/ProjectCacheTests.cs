using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.ProjectSettings;

public sealed partial class ProjectCacheTests : IAsyncDisposable
{
    private static readonly DocumentType<Note> Notes = new("cached-note", NoteJson.Default.Note, _ => "note");
    private static readonly ProjectId Project = new(7);

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddMonitoring().UseInMemory().Services.BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly ProjectCache<Note, string> _cache;
    private int _compiled;
    private Exception? _fault;
    private Func<Task>? _whileCompiling;

    public ProjectCacheTests() => _cache = new ProjectCache<Note, string>(Notes, "note", CompileAsync, Store, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IDocumentStore Store => _services.GetRequiredService<IDocumentStore>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task What_was_compiled_is_kept_while_the_document_stays_the_same()
    {
        await WriteAsync("one");

        var first = await GetAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = await GetAsync();

        Assert.Equal(("one of nothing", 1), (first, _compiled));
        Assert.Same(first, second);
        Assert.Equal([first], _cache.Known);
    }

    [Fact]
    public async Task A_change_is_seen_after_seconds_or_at_once_when_it_is_told()
    {
        Assert.Equal("nothing of nothing", await GetAsync());
        await WriteAsync("one");

        Assert.Equal("nothing of nothing", await GetAsync());
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("one of nothing of nothing", await GetAsync());
        await WriteAsync("two");
        _cache.Forget(Project);
        Assert.Equal("two of one of nothing of nothing", await GetAsync());
        Assert.Equal("nothing of nothing", await _cache.GetAsync(new ProjectId(8), Cancellation));
    }

    [Fact]
    public async Task What_was_read_before_a_change_and_compiled_after_it_does_not_stay()
    {
        await WriteAsync("one");
        _whileCompiling = async () =>
        {
            await WriteAsync("two");
            _cache.Forget(Project);
        };
        await GetAsync();
        _whileCompiling = null;

        Assert.Equal("two of one of nothing", await GetAsync());
    }

    [Fact]
    public async Task Many_who_ask_at_once_get_the_same()
    {
        await WriteAsync("one");

        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => GetAsync(), Cancellation)));

        Assert.Equal(1, _compiled);
        Assert.All(found, compiled => Assert.Same(found[0], compiled));
    }

    [Fact]
    public async Task A_fault_is_not_remembered()
    {
        _fault = new InvalidOperationException("no key");
        await Assert.ThrowsAsync<InvalidOperationException>(GetAsync);
        _fault = null;

        Assert.Equal("nothing of nothing", await GetAsync());
    }

    private Task<string> GetAsync() => _cache.GetAsync(Project, Cancellation).AsTask();

    private async ValueTask<string> CompileAsync(ProjectId project, Note? note, string? before, CancellationToken cancellationToken)
    {
        await (_whileCompiling?.Invoke() ?? Task.CompletedTask);
        await Task.Yield();
        Interlocked.Increment(ref _compiled);
        return _fault is null ? $"{note?.Text ?? "nothing"} of {before ?? "nothing"}" : throw _fault;
    }

    private async Task WriteAsync(string text) =>
        await Store.CommitAsync(new DocumentCommit { Partition = Partition.Of(Project), Puts = [Notes.Put(new Note { Text = text })] }, Cancellation);

    internal sealed record Note
    {
        public required string Text { get; init; }
    }

    [JsonSerializable(typeof(Note))]
    internal sealed partial class NoteJson : JsonSerializerContext;
}
