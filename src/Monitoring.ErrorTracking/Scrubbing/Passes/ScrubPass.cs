using System.Globalization;
using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Scrubbing.Fields;
using Monitoring.ErrorTracking.Scrubbing.Patterns;
using Monitoring.ErrorTracking.Scrubbing.Selectors;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>
/// One pass over the JSON of an event. Nothing is built of it: what is to be changed is noted by its place, and the rest is copied, or nothing at
/// all when nothing was found.
/// </summary>
internal ref partial struct ScrubPass
{
    private const int MaxNesting = 2;
    private const int LongestName = 128;
    private const int Unread = -2;
    private const int Slots = JsonCursor.MaxDepth + 8;

    private readonly Scrubber _scrubber;
    private readonly ReadOnlyMemory<byte> _source;
    private readonly ScrubTrail _trail;
    private readonly ScrubEdits _edits;
    private readonly TextEdit _text;
    private readonly ulong[] _bits;
    private readonly int _nesting;
    private readonly SignPosts? _posts;
    private JsonCursor _json;
    private Range? _noted;
    private int _lastName = Unread;

    private ScrubPass(Scrubber scrubber, ReadOnlyMemory<byte> source, ScrubTrail trail, ulong[] bits, int nesting)
    {
        _scrubber = scrubber;
        _source = source;
        _trail = trail;
        _edits = new ScrubEdits();
        _text = scrubber.Texts.NewEdit(trail.Budget);
        _bits = bits;
        _nesting = nesting;
        _json = new JsonCursor(source);
        if (!scrubber.IsThorough && nesting == 0)
        {
            _posts = new SignPosts(Scrubber.Signs);
            _posts.Read(source.Span);
        }
    }

    /// <summary>Scrubs an event; null when it is no JSON.</summary>
    public static ScrubbedEvent? Run(Scrubber scrubber, ReadOnlyMemory<byte> json)
    {
        using var trail = new ScrubTrail(new RegexBudget());
        var pass = new ScrubPass(scrubber, json, trail, new ulong[scrubber.Selectors.Width * Slots], 0);
        pass.Value(EventFields.Event, null, -1, new Place { Depth = 0 });
        var end = pass._json.Position;
        if (!pass._json.ReachedEnd() || pass._json.HasLoneSurrogate)
        {
            return null;
        }

        var isObject = json.Span[..end] is [.., (byte)'}'];
        if (isObject)
        {
            pass.PutNotes(end - 1);
        }

        return pass._edits.IsEmpty
            ? new ScrubbedEvent { Json = json, IsChanged = false }
            : new ScrubbedEvent { Json = pass._edits.Apply(json.Span), IsChanged = true, Changed = trail.Changed, IsCutShort = trail.Budget.IsSpent };
    }

    /// <summary>Looks at a value of any kind.</summary>
    /// <param name="node">The field.</param>
    /// <param name="name">Its name; null when it has none.</param>
    /// <param name="index">Its place in an array; -1 when it is in none.</param>
    /// <param name="place">What the fields around say.</param>
    private void Value(FieldNode node, NameInfo? name, int index, Place place)
    {
        if (node.MayRepeat && _posts is not null && _scrubber.Clean is { } clean && place is { IsNamed: false, IsMeta: false })
        {
            RepeatedValue(clean, node, name, index, place);
        }
        else
        {
            NewValue(node, name, index, place);
        }
    }

    /// <summary>Passes over a value in which nothing was found when it came before.</summary>
    private void RepeatedValue(RepeatedParts<FieldNode> clean, FieldNode node, NameInfo? name, int index, Place place)
    {
        var before = _json;
        if (clean.TryTake(ref _json, out var field) && field == node)
        {
            return;
        }

        _json = before;
        var edits = _edits.Count;
        NewValue(node, name, index, place);
        if (_json.Fault == JsonFault.None && _edits.Count == edits)
        {
            clean.Learn(_json.Since(before.Position), _ => node);
        }
    }

    private void NewValue(FieldNode node, NameInfo? name, int index, Place place)
    {
        var kind = _json.Kind;
        var isElement = node.Role == FieldRole.List && kind == JsonValueKind.Object && !HasValues();
        node = isElement ? node.Elements : node;
        var chosen = Step(node, name, index, place, KindsOf(kind) | (kind == JsonValueKind.Array ? ValueKinds.None : node.Kinds));
        if ((chosen & _scrubber.Removals) != 0 && kind != JsonValueKind.Null && place.Depth > 0)
        {
            RemoveValue(node, chosen, place);
            return;
        }

        place = node.Role == FieldRole.Cookies && !place.IsName ? place with { IsNamed = true } : place;
        switch (kind)
        {
            case JsonValueKind.Object:
                Object(node, place);
                break;
            case JsonValueKind.Array:
                Array(node, place);
                break;
            case JsonValueKind.String:
                String(node, chosen, place);
                break;
            case JsonValueKind.Number:
                Scalar(node, chosen, place, isNumber: true);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Scalar(node, chosen & _scrubber.Whole, place with { IsNamed = false }, isNumber: false);
                break;
            default:
                _json.Skip();
                break;
        }
    }

    private void Object(FieldNode node, Place place)
    {
        _json.EnterObject();
        var start = _json;
        var sibling = default(NameInfo);
        var renamed = 0;
        while (_json.NextRawProperty(out var raw, out var escaped))
        {
            var name = escaped ? JsonText.UnescapeToUtf8(raw) : raw;
            if (place.IsMeta && name.SequenceEqual("val"u8))
            {
                DropNotedValue();
                continue;
            }

            string? known = null;
            var child = place.IsMeta ? node : node.Child(name, out known);
            if (child.Role == FieldRole.Meta && place.Depth == 0 && !place.IsMeta && _nesting == 0)
            {
                if (_noted is { } earlier)
                {
                    _edits.Put(earlier.Start.Value, earlier.End.Value, "null"u8);
                }

                var from = _json.Position;
                _json.Skip();
                _noted = from.._json.Position;
                continue;
            }

            if (known is not null && child.Mode != FieldMode.Free && child.Name is null && _scrubber.IsBlindToNames)
            {
                // A field of the protocol, of which nothing but its value counts.
                if (child.IsPlainCode && !place.IsNamed && TrySkipCode())
                {
                    continue;
                }

                _trail.Enter(place.Depth, known);
                Value(child, null, -1, place.Next with { IsNamed = place.IsNamed || (node.MayHaveNameBeside && known == "value" && IsNamedBeside(start, ref sibling)) });
                continue;
            }

            var info = _scrubber.Name(name);
            var inner = place.Next with
            {
                IsNamed = place.IsNamed || (info.IsSensitive && child.Mode == FieldMode.Free && !place.IsMeta),
                IsSafe = place.IsSafe || (info.IsSafe && !place.IsMeta),
            };
            if (info.Replacement is { } replacement && (child.Mode == FieldMode.Free || place.IsMeta) && !inner.IsSafe)
            {
                // A second one gets a number, so that no name is there twice.
                PutName(raw, renamed++ == 0 ? replacement : string.Create(CultureInfo.InvariantCulture, $"{replacement} {renamed}"));
            }

            _trail.Enter(place.Depth, child.Name ?? info.Replacement ?? info.Text);
            if (node.MayHaveNameBeside && name.SequenceEqual("value"u8))
            {
                inner = inner with { IsNamed = inner.IsNamed || IsNamedBeside(start, ref sibling) };
            }

            Value(child, child.Name is { } proper ? _scrubber.Name(Encoding.UTF8.GetBytes(proper)) : info, -1, inner);
        }
    }

    private void Array(FieldNode node, Place place)
    {
        if (node.Role == FieldRole.List)
        {
            // A bare array stands for an object with the array under "values".
            _trail.Enter(place.Depth, "values");
            Step(node, _scrubber.Name("values"u8), -1, place.Next, ValueKinds.Array);
            place = place.Next;
        }

        _json.EnterArray();
        var elements = node.Elements;
        var named = false;
        var pair = default(NameInfo);
        for (var index = 0; _json.NextElement(); index++)
        {
            _trail.Enter(place.Depth, index);
            var inner = place.Next with { IsNamed = place.IsNamed || named };
            named = false;
            var key = pair;
            pair = null;
            if (elements.Mode == FieldMode.Free && _json.Kind == JsonValueKind.String && NameOf(index, out var isPair) is { } name)
            {
                named = name.IsSensitive;
                pair = isPair ? name : null;
                inner = isPair && node.Role == FieldRole.Cookies ? inner with { IsNamed = false, IsName = true } : inner;
            }

            if (key is not null && node.Role is FieldRole.Pairs or FieldRole.Query or FieldRole.Cookies && _scrubber.Selectors.Width is > 0 and var width)
            {
                // The value of a pair lies under its name, not under the number of the pair.
                _bits.AsSpan(place.Depth * width, width).CopyTo(_bits.AsSpan((place.Depth + 1) * width));
            }

            Value(elements, key, key is null ? index : -1, inner);
        }
    }

    private readonly ulong Step(FieldNode node, NameInfo? name, int index, Place place, ValueKinds kinds)
    {
        if (_scrubber.Selectors.IsEmpty)
        {
            return 0;
        }

        var width = _scrubber.Selectors.Width;
        var slot = (place.Depth + 1) * width;
        var from = _bits.AsSpan(place.Depth * width, width);
        var to = _bits.AsSpan(slot, width);
        _scrubber.Selectors.Step(from, to, name is null ? [] : name.Keys, index, kinds);
        var chosen = _scrubber.Selectors.Chosen(to, onlySpecific: node.Mode == FieldMode.Protected);
        return place.IsMeta ? chosen & ~_scrubber.Whole : chosen;
    }

    private static ValueKinds KindsOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => ValueKinds.Object,
        JsonValueKind.Array => ValueKinds.Array,
        JsonValueKind.String => ValueKinds.String,
        JsonValueKind.Number => ValueKinds.Number,
        JsonValueKind.True or JsonValueKind.False => ValueKinds.Boolean,
        _ => ValueKinds.None,
    };
}
