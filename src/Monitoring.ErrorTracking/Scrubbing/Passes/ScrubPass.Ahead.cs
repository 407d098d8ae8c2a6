using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <content>What stands ahead of a value or beside it, and says what it is.</content>
internal ref partial struct ScrubPass
{
    /// <summary>The name that a string is for what follows it: the first of two (<c>["Cookie","x"]</c>), or an option (<c>"--token"</c>).</summary>
    private readonly NameInfo? NameOf(int index, out bool isPair)
    {
        var ahead = _json;
        var text = ahead.TakeText();
        isPair = false;
        if (text.Length is 0 or > LongestName)
        {
            return null;
        }

        if (text[0] == (byte)'-')
        {
            return _scrubber.Name(text.TrimStart((byte)'-'));
        }

        if (index != 0 || !ahead.NextElement())
        {
            return null;
        }

        ahead.Skip();
        isPair = !ahead.NextElement();
        return isPair ? _scrubber.Name(text) : null;
    }

    /// <summary>Whether the name that stands beside a value tells of a secret.</summary>
    private bool IsNamedBeside(JsonCursor start, ref NameInfo? sibling)
    {
        sibling ??= MayHaveName(start.Position) ? FindSibling(start) : _scrubber.Name(default);
        return sibling.IsSensitive;
    }

    /// <summary>Whether a name for a value may stand anywhere behind a place. To look for it in the object means to go over all that is in it.</summary>
    private bool MayHaveName(int position)
    {
        if (_lastName == Unread)
        {
            var source = _source.Span;
            _lastName = (_posts?.HasAnyVeil ?? source.IndexOf("\\u"u8) >= 0) ? int.MaxValue : Math.Max(source.LastIndexOf("\"key\""u8), source.LastIndexOf("\"name\""u8));
        }

        return position <= _lastName;
    }

    /// <summary>The name that stands beside a value: <c>{"key":"Cookie","value":"x"}</c>.</summary>
    private readonly NameInfo FindSibling(JsonCursor ahead)
    {
        while (ahead.NextProperty(out var name))
        {
            var isName = name.SequenceEqual("key"u8) || name.SequenceEqual("name"u8);
            if (isName && ahead.Kind == JsonValueKind.String)
            {
                return _scrubber.Name(ahead.TakeText());
            }

            ahead.Skip();
        }

        return _scrubber.Name(default);
    }

    /// <summary>Whether an object has the elements of a list under <c>values</c>.</summary>
    private readonly bool HasValues()
    {
        var ahead = _json;
        ahead.EnterObject();
        while (ahead.NextProperty(out var name))
        {
            if (name.SequenceEqual("values"u8))
            {
                return true;
            }

            ahead.Skip();
        }

        return false;
    }

    /// <summary>Passes over a value in whose code nothing can be found, because no sign of it stands anywhere in it.</summary>
    private bool TrySkipCode()
    {
        if (_posts is null)
        {
            return false;
        }

        var before = _json;
        _json.Skip();
        var (start, end) = (before.Position, _json.Position);
        if (!_posts.HasSecret(start, end) && !_posts.HasUrl(start, end) && !_posts.HasVeil(start, end))
        {
            return true;
        }

        _json = before;
        return false;
    }
}
