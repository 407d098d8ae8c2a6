using System.Numerics;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Scrubbing.Fields;
using Monitoring.ErrorTracking.Scrubbing.Selectors;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <content>What is put in place of values and names, and what is noted of it.</content>
internal ref partial struct ScrubPass
{
    /// <summary>Writes why values were changed beside what the sender has noted, which is scrubbed itself.</summary>
    private void PutNotes(int end)
    {
        if (_noted is { } range)
        {
            var noted = _source[range];
            using var trail = new ScrubTrail(_trail.Budget) { IsNested = true };
            var inner = new ScrubPass(_scrubber, noted, trail, new ulong[_bits.Length], _nesting + 1);
            inner.Value(EventFields.Event.Child("_meta"u8), null, -1, new Place { Depth = 0, IsMeta = true });
            var kept = inner._edits.IsEmpty ? noted : inner._edits.Apply(noted.Span);
            var merged = _trail.HasNotes ? _trail.Merge(kept) : kept;
            if (!merged.Span.SequenceEqual(noted.Span))
            {
                _edits.Put(range.Start.Value, range.End.Value, merged.Span);
            }
        }
        else if (_trail.HasNotes)
        {
            _edits.Put(end, end, [.. ",\"_meta\":"u8, .. _trail.Merge("{}"u8.ToArray())]);
        }
    }

    /// <summary>A note about a fault holds the value as it was sent, which nobody has looked at.</summary>
    private void DropNotedValue()
    {
        var start = _json.Position;
        if (!_json.TakeNull())
        {
            _json.Skip();
            _edits.Put(start, _json.Position, "null"u8);
        }
    }

    private void RemoveValue(FieldNode node, ulong chosen, Place place)
    {
        var start = _json.Position;
        var value = _json.TakeRaw(out _);
        RememberAll(node, value);
        _edits.Put(start, _json.Position, "null"u8);
        var rule = _scrubber.Rules[BitOperations.TrailingZeroCount(chosen & _scrubber.Removals)];
        _trail.Note(place.Depth, [new Remark(rule.Id, 'x', -1, -1)], -1);
    }

    private readonly void Put(FieldNode node, int start, string before, string after, IEnumerable<Remark> remarks, int length, Place place)
    {
        if (_text.IsRemoved && after.Length == 0)
        {
            _edits.Put(start, _json.Position, "null"u8);
        }
        else
        {
            _edits.PutText(start, _json.Position, after);
        }

        Remember(node, before);
        if (!place.IsMeta)
        {
            _trail.Note(place.Depth, remarks, length);
        }
    }

    private readonly void PutName(ReadOnlySpan<byte> raw, string replacement)
    {
        _source.Span.Overlaps(raw, out var offset);
        _edits.PutText(offset - 1, offset + raw.Length + 1, replacement);
    }

    /// <summary>Remembers the user, or what of the user it is.</summary>
    private readonly void RememberAll(FieldNode node, RawJson value)
    {
        var json = new JsonCursor(value.Utf8);
        if (value.Kind == JsonValueKind.String)
        {
            Remember(node, JsonText.Decode(json.TakeString(out var escaped), escaped));
            return;
        }

        if ((node.Kinds & ValueKinds.User) == 0 || !json.EnterObject())
        {
            return;
        }

        while (json.NextProperty(out var name))
        {
            RememberAll(node.Child(name), json.TakeRaw(out _));
        }
    }

    private readonly void Remember(FieldNode node, string before)
    {
        if (node.Role is FieldRole.UserId or FieldRole.UserName or FieldRole.UserEmail or FieldRole.UserAddress or FieldRole.PeerAddress && !_trail.IsNested)
        {
            _trail.Changed[node.Role] = before;
        }
    }
}
