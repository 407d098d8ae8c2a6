using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>The protocol's <c>_meta</c>: a tree like the event's with remarks under the empty name. What senders noted stays.</summary>
internal sealed class MetaTree
{
    private readonly SortedDictionary<string, MetaTree> _children = new(StringComparer.Ordinal);
    private readonly List<Remark> _remarks = [];
    private RawJson _own;
    private RawJson _foreign;
    private int _length = -1;

    /// <summary>Reads what a sender noted.</summary>
    public static MetaTree Read(ReadOnlyMemory<byte> json)
    {
        var tree = new MetaTree();
        var cursor = new JsonCursor(json);
        tree.Read(ref cursor);
        return tree;
    }

    /// <summary>Adds remarks on a value.</summary>
    /// <param name="path">The names that lead to it.</param>
    /// <param name="remarks">The remarks.</param>
    /// <param name="length">How long it was, in characters; -1 when that does not matter.</param>
    public void Add(ReadOnlySpan<string> path, IEnumerable<Remark> remarks, int length)
    {
        var tree = this;
        foreach (var name in path)
        {
            if (!tree._children.TryGetValue(name, out var child))
            {
                tree._children.Add(name, child = new MetaTree());
            }

            tree = child;
        }

        tree._remarks.AddRange(remarks);
        tree._length = Math.Max(tree._length, length);
    }

    public byte[] ToUtf8()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            Write(json);
        }

        return output.WrittenSpan.ToArray();
    }

    private void Read(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            _foreign = json.TakeRaw(out _);
            return;
        }

        while (json.NextProperty(out var name))
        {
            var text = System.Text.Encoding.UTF8.GetString(name);
            if (text.Length == 0)
            {
                _own = json.TakeRaw(out _);
                continue;
            }

            var child = new MetaTree();
            child.Read(ref json);
            _children[text] = child;
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        if (_foreign.HasValue && _children.Count == 0 && _remarks.Count == 0)
        {
            _foreign.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        if (_remarks.Count > 0)
        {
            json.WriteStartObject("");
            WriteOwn(json);
            json.WriteEndObject();
        }
        else if (_own.HasValue)
        {
            json.WritePropertyName("");
            _own.WriteTo(json);
        }

        foreach (var (name, child) in _children)
        {
            json.WritePropertyName(name);
            child.Write(json);
        }

        json.WriteEndObject();
    }

    private void WriteOwn(Utf8JsonWriter json)
    {
        var earlier = default(RawJson);
        var hasLength = false;
        if (_own.Kind == JsonValueKind.Object)
        {
            var cursor = new JsonCursor(_own.Utf8);
            cursor.EnterObject();
            while (cursor.NextProperty(out var name))
            {
                var text = System.Text.Encoding.UTF8.GetString(name);
                var value = cursor.TakeRaw(out _);
                if (text == "rem")
                {
                    earlier = value;
                    continue;
                }

                hasLength |= text == "len";
                json.WritePropertyName(text);
                value.WriteTo(json);
            }
        }

        json.WriteStartArray("rem");
        if (earlier.Kind == JsonValueKind.Array)
        {
            var cursor = new JsonCursor(earlier.Utf8);
            cursor.EnterArray();
            while (cursor.NextElement())
            {
                cursor.TakeRaw(out _).WriteTo(json);
            }
        }

        _remarks.ForEach(remark => Write(json, remark));
        json.WriteEndArray();
        if (_length >= 0 && !hasLength)
        {
            json.WriteNumber("len", _length);
        }
    }

    private static void Write(Utf8JsonWriter json, Remark remark)
    {
        json.WriteStartArray();
        json.WriteStringValue(remark.Rule);
        json.WriteStringValue(remark.Kind.ToString());
        if (remark.Start >= 0)
        {
            json.WriteNumberValue(remark.Start);
            json.WriteNumberValue(remark.End);
        }

        json.WriteEndArray();
    }
}
