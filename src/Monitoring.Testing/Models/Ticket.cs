using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Models;

/// <summary>The document of the suite, with an index of each kind.</summary>
internal sealed record Ticket
{
    public required string Key { get; init; }

    public string Text { get; init; } = "";

    public long Number { get; init; }

    public DateTimeOffset? Due { get; init; }

    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>What the suite opens stores with.</summary>
    public static DocumentType<Ticket> Type { get; } = new(
        "ticket",
        TicketJson.Default.Ticket,
        ticket => ticket.Key,
        [
            new("text", ticket => IndexKey.Empty.Add(ticket.Text)),
            new("number", ticket => IndexKey.Empty.Add(ticket.Number)),
            new("text-number", ticket => IndexKey.Empty.Add(ticket.Text).Add(ticket.Number)),
            new("due", ticket => ticket.Due is { } due ? (IEnumerable<IndexKey>)[IndexKey.Empty.Add(due)] : []),
            new("labels", ticket => ticket.Labels.Select(label => IndexKey.Empty.Add(label))),
        ]);

    /// <summary>A second type, whose keys and indexes have nothing to do with the first.</summary>
    public static DocumentType<Ticket> Note { get; } = new(
        "note", TicketJson.Default.Ticket, ticket => ticket.Key, [new("text", ticket => IndexKey.Empty.Add(ticket.Text))]);

    /// <summary>A type without any index.</summary>
    public static DocumentType<Ticket> Plain { get; } = new("plain", TicketJson.Default.Ticket, ticket => ticket.Key);

    /// <summary>The first type as later code declares it: one index is made differently, one is new, one is gone.</summary>
    public static DocumentType<Ticket> TypeLater { get; } = new(
        "ticket",
        TicketJson.Default.Ticket,
        ticket => ticket.Key,
        [
            new("text", ticket => IndexKey.Empty.Add(ticket.Text.ToUpperInvariant())) { Revision = 2 },
            new("number", ticket => IndexKey.Empty.Add(ticket.Number)),
            new("length", ticket => IndexKey.Empty.Add((long)ticket.Text.Length)),
        ],
        schemaVersion: 2)
    {
        Upgrade = (json, _) => new Ticket
        {
            Key = json.GetProperty(nameof(Key)).GetString()!,
            Text = json.GetProperty(nameof(Text)).GetString() + "!",
            Number = json.GetProperty(nameof(Number)).GetInt64(),
        },
    };
}

/// <summary>How the suite's document is written.</summary>
[JsonSerializable(typeof(Ticket))]
internal sealed partial class TicketJson : JsonSerializerContext;
