using System.Buffers;
using Monitoring.ErrorTracking.Json;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads tags in their three spellings: an object, an array of pairs, an array of objects with <c>key</c> and <c>value</c>.</summary>
internal static class TagsReader
{
    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-");

    public static List<EventTag> Read(ref JsonCursor json, EventScope scope)
    {
        var tags = new List<EventTag>();
        if (json.EnterObject())
        {
            while (json.NextProperty(out var name))
            {
                var key = scope.Strings.GetPlain(name);
                Add(tags, key, scope.ReadLenientName(ref json, key), scope);
            }
        }
        else if (json.EnterArray())
        {
            for (var index = 0; json.NextElement(); index++)
            {
                scope.Enter(index);
                ReadElement(tags, ref json, scope);
                scope.Leave();
            }
        }
        else
        {
            scope.SkipUnexpected(ref json, "", "expected tags");
        }

        return tags;
    }

    /// <summary>Adds a tag when its key and value may stand there. The first of a key wins when they are sorted.</summary>
    public static void Add(List<EventTag> tags, string? key, string? value, EventScope scope)
    {
        key = key?.Trim().Replace(' ', '-');
        value = value?.Trim();
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(value))
        {
            return;
        }

        if (key.AsSpan().ContainsAnyExcept(KeyCharacters) || value.Contains('\n', StringComparison.Ordinal))
        {
            scope.Report(key, EventProblemCodes.InvalidData, "a tag's key has only letters, digits and _.:- and its value is one line");
            return;
        }

        if (IsReserved(key))
        {
            return;
        }

        if (tags.Count >= Limits.Tags)
        {
            scope.Report("", EventProblemCodes.ValueTooLong, "too many tags");
            return;
        }

        tags.Add(new EventTag { Key = scope.Cut(key, key, Limits.Tag), Value = scope.Cut(key, value, Limits.Tag) });
    }

    private static void ReadElement(List<EventTag> tags, ref JsonCursor json, EventScope scope)
    {
        string? key = null;
        string? value = null;
        if (json.EnterArray())
        {
            for (var place = 0; json.NextElement(); place++)
            {
                switch (place)
                {
                    case 0:
                        key = scope.ReadLenientName(ref json, "0");
                        break;
                    case 1:
                        value = scope.ReadLenientName(ref json, "1");
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }
        }
        else if (json.EnterObject())
        {
            while (json.NextProperty(out var name))
            {
                if (name.SequenceEqual("key"u8))
                {
                    key = scope.ReadLenientName(ref json, "key");
                }
                else if (name.SequenceEqual("value"u8))
                {
                    value = scope.ReadLenientName(ref json, "value");
                }
                else
                {
                    json.Skip();
                }
            }
        }
        else
        {
            scope.SkipUnexpected(ref json, "", "expected a tag");
        }

        Add(tags, key, value, scope);
    }

    private static bool IsReserved(string key) => key is "release" or "dist" or "user" or "filename" or "function";
}
