using System.Globalization;
using Monitoring.Storage.Errors;
using static Monitoring.Testing.Rendering.Render;

namespace Monitoring.Testing.Models;

/// <summary>Writes an event of a random run in few words: only what is not usual.</summary>
internal static class ShortEvent
{
    /// <summary>The last four bytes, which the generators count with.</summary>
    public static string Render(GroupingHash hash) => $"h{Convert.ToInt32(hash.ToString()[24..], 16)}";

    public static string Render(GroupedEvent shown)
    {
        var words = new List<string?>
        {
            $"e{Convert.ToInt32(shown.EventId.ToString()[24..], 16)}",
            $"of {shown.ProjectId}",
            string.Join('+', shown.Hashes.Select(Render)),
            Ago("happened", shown.Timestamp),
            Ago("received", shown.ReceivedAt),
            shown.Title == "t" ? null : $"title {Text(shown.Title)}",
            shown.Culprit.Length == 0 ? null : $"culprit {Text(shown.Culprit)}",
            shown.Level == ErrorLevel.Error ? null : shown.Level.ToString(),
            shown.Release is null ? null : $"release {Text(shown.Release)}",
            shown.Environment is null ? null : $"environment {Text(shown.Environment)}",
            shown.Service is null ? null : $"service {Text(shown.Service)}",
            shown.UserHash is { } user ? $"user {user.ToString("x16", CultureInfo.InvariantCulture)[..4]}" : null,
            shown.Tags.IsEmpty ? null : List(shown.Tags, tag => $"{Text(tag.Key)}={Text(tag.Value)}"),
            shown.Payload.IsEmpty ? null : $"{shown.Payload.Length} bytes",
        };
        return $"({string.Join(' ', words.OfType<string>())})";
    }

    private static string? Ago(string what, DateTimeOffset instant) =>
        instant == ErrorOperations.Reference ? null : $"{what} {ErrorOperations.Reference - instant} ago";
}
