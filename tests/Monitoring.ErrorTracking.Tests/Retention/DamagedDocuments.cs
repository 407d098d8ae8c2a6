using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Retention;

/// <summary>Puts documents into a store that their type cannot read: a text instead of an object.</summary>
internal static partial class DamagedDocuments
{
    public static async Task PutAsync(IDocumentStore store, ProjectId project, string kind, string key)
    {
        var type = new DocumentType<string>(kind, Json.Default.String, _ => key);
        var commit = new DocumentCommit { Partition = Partition.Of(project), Puts = [type.Put("damaged")] };
        Assert.Equal(CommitOutcome.Committed, (await store.CommitAsync(commit, TestContext.Current.CancellationToken)).Outcome);
    }

    [JsonSerializable(typeof(string))]
    private sealed partial class Json : JsonSerializerContext;
}
