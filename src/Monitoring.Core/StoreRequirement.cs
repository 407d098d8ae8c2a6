using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.Core;

/// <summary>A store without which something that the host has added cannot work.</summary>
internal sealed record StoreRequirement
{
    public static StoreRequirement Documents { get; } = new() { Port = typeof(IDocumentStore), Reason = Sentence("document") };

    public static StoreRequirement Errors { get; } = new() { Port = typeof(IErrorStore), Reason = Sentence("error") };

    public static StoreRequirement Blobs { get; } = new() { Port = typeof(IBlobStore), Reason = Sentence("blob") };

    public required Type Port { get; init; }

    public required string Reason { get; init; }

    private static string Sentence(string store)
    {
        var method = $"Use{char.ToUpperInvariant(store[0])}{store[1..]}Store<T>()";
        return $"No {store} store is registered: add .UseLiteDb(o => o.Directory = \"monitoring-data\"), another provider or .{method} to services.AddMonitoring().";
    }
}
