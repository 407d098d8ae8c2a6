using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>A field of the normalised event by its path, and its texts.</summary>
internal sealed class EventPath
{
    /// <summary>What a path may begin with, for messages.</summary>
    public const string Roots = "level, platform, logger, transaction, release, dist, environment, type, server_name, message, exception.(type|value|module), user.(id|email|username|ip_address), " +
        "request.(url|method|headers.NAME), sdk.(name|version), tags.NAME, contexts.NAME..., extra.NAME...";

    private readonly Func<ErrorEvent, IEnumerable<string?>> _read;

    private EventPath(Func<ErrorEvent, IEnumerable<string?>> read) => _read = read;

    /// <summary>Reads a path; null when there is no such field.</summary>
    public static EventPath? Parse(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var rest = dot < 0 ? "" : path[(dot + 1)..];
        Func<ErrorEvent, IEnumerable<string?>>? read = (dot < 0 ? path : path[..dot]) switch
        {
            "exception" => OfException(rest),
            "user" => OfUser(rest),
            "request" => OfRequest(rest),
            "sdk" when rest == "name" => errorEvent => [errorEvent.Sdk?.Name],
            "sdk" when rest == "version" => errorEvent => [errorEvent.Sdk?.Version],
            "tags" when rest.Length > 0 => errorEvent => [Tag(errorEvent, rest)],
            "contexts" when rest.Length > 0 => OfContext(rest.Split('.')),
            "extra" when rest.Length > 0 => OfExtra(rest.Split('.')),
            _ when dot < 0 => OfEvent(path),
            _ => null,
        };
        return read is null ? null : new EventPath(read);
    }

    /// <summary>The texts of the field; those that are not there are null.</summary>
    public IEnumerable<string?> Read(ErrorEvent errorEvent) => _read(errorEvent);

    private static Func<ErrorEvent, IEnumerable<string?>>? OfEvent(string name) => name switch
    {
        "level" => errorEvent => [Rows.RowTags.LevelName(errorEvent.Level)],
        "platform" => errorEvent => [errorEvent.Platform],
        "logger" => errorEvent => [errorEvent.Logger],
        "transaction" => errorEvent => [errorEvent.Transaction],
        "release" => errorEvent => [errorEvent.Release],
        "dist" => errorEvent => [errorEvent.Distribution],
        "environment" => errorEvent => [errorEvent.Environment],
        "type" => errorEvent => [errorEvent.Type],
        "server_name" => errorEvent => [Tag(errorEvent, name)],
        "message" => errorEvent => [errorEvent.Message?.Formatted ?? errorEvent.Message?.Message],
        _ => null,
    };

    private static Func<ErrorEvent, IEnumerable<string?>>? OfException(string name) => name switch
    {
        "type" => errorEvent => errorEvent.Exceptions.Select(exception => exception.Type),
        "value" => errorEvent => errorEvent.Exceptions.Select(exception => exception.Value),
        "module" => errorEvent => errorEvent.Exceptions.Select(exception => exception.Module),
        _ => null,
    };

    private static Func<ErrorEvent, IEnumerable<string?>>? OfUser(string name) => name switch
    {
        "id" => errorEvent => [errorEvent.User?.Id],
        "email" => errorEvent => [errorEvent.User?.Email],
        "username" => errorEvent => [errorEvent.User?.Username],
        "ip_address" => errorEvent => [errorEvent.User?.IpAddress],
        _ => null,
    };

    private static Func<ErrorEvent, IEnumerable<string?>>? OfRequest(string name)
    {
        const string headers = "headers.";
        if (name.StartsWith(headers, StringComparison.Ordinal) && name.Length > headers.Length)
        {
            var header = name[headers.Length..];
            return errorEvent => (errorEvent.Request?.Headers ?? []).Where(pair => pair.Name.Equals(header, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value);
        }

        return name switch
        {
            "url" => errorEvent => [errorEvent.Request?.Url],
            "method" => errorEvent => [errorEvent.Request?.Method],
            _ => null,
        };
    }

    private static Func<ErrorEvent, IEnumerable<string?>> OfContext(string[] names) => errorEvent => [Text(errorEvent.Context(names[0]), names.AsSpan(1))];

    private static Func<ErrorEvent, IEnumerable<string?>> OfExtra(string[] names) => errorEvent => [Text(errorEvent.Extra, names)];

    private static string? Tag(ErrorEvent errorEvent, string key)
    {
        foreach (var tag in errorEvent.Tags)
        {
            if (tag.Key == key)
            {
                return tag.Value;
            }
        }

        return null;
    }

    /// <summary>The text of a value, or the JSON of a number and the like.</summary>
    private static string? Text(RawJson value, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            value = JsonObjects.Find(value, name);
        }

        if (!value.HasValue || value.Kind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
        {
            return null;
        }

        if (value.Kind != JsonValueKind.String)
        {
            return Encoding.UTF8.GetString(value.Utf8.Span);
        }

        var raw = new JsonCursor(value.Utf8).TakeString(out var escaped);
        return JsonText.Decode(raw, escaped);
    }
}
