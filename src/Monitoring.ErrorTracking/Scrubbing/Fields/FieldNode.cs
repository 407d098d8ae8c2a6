using System.Text;
using Monitoring.ErrorTracking.Scrubbing.Selectors;

namespace Monitoring.ErrorTracking.Scrubbing.Fields;

/// <summary>A field of an event: how it is searched, and the fields in it.</summary>
internal sealed class FieldNode(FieldMode mode, FieldRole role = FieldRole.None, ValueKinds kinds = ValueKinds.None)
{
    private (byte[] Name, FieldNode Node, string Text)[][] _children = [];
    private FieldNode? _others;
    private FieldNode? _elements;

    public FieldMode Mode { get; } = mode;

    public FieldRole Role { get; } = role;

    /// <summary>What the value is by its place.</summary>
    public ValueKinds Kinds { get; } = kinds;

    /// <summary>The name that counts when the field is written under an old one.</summary>
    public string? Name { get; private init; }

    /// <summary>Whether it is long and often the same, byte by byte, from event to event.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Whether all that is in it is code, with nothing special anywhere.</summary>
    public bool IsPlainCode { get; private set; } = mode is FieldMode.Code or FieldMode.Protected && role == FieldRole.None;

    /// <summary>Whether a <c>value</c> in it may be that of what a <c>key</c> or <c>name</c> beside it says. An exception's is its message.</summary>
    public bool MayHaveNameBeside { get; } = mode == FieldMode.Free && (kinds & ValueKinds.Exception) == 0;

    /// <summary>What an array's elements are.</summary>
    public FieldNode Elements => _elements ?? this;

    /// <summary>The field in this one that has the name.</summary>
    public FieldNode Child(ReadOnlySpan<byte> name) => Child(name, out _);

    /// <summary>The field in this one that has the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The name as text, when it is one of the protocol's; else null.</param>
    public FieldNode Child(ReadOnlySpan<byte> name, out string? known)
    {
        if (name.Length < _children.Length)
        {
            foreach (ref readonly var child in _children[name.Length].AsSpan())
            {
                if (name.SequenceEqual(child.Name))
                {
                    known = child.Text;
                    return child.Node;
                }
            }
        }

        known = null;
        return _others ?? this;
    }

    /// <summary>Says which fields are in this one. Those with other names are <paramref name="others"/>, or like this one.</summary>
    public FieldNode With(FieldNode? others, params (string Names, FieldNode Node)[] children)
    {
        IsPlainCode = false;
        _others = others;
        _children =
        [
            .. _children,
            .. Enumerable.Range(_children.Length, Math.Max(0, children.SelectMany(child => child.Names.Split(' ')).Max(name => name.Length) + 1 - _children.Length)).Select(_ => Array.Empty<(byte[], FieldNode, string)>()),
        ];
        foreach (var (names, node) in children)
        {
            foreach (var name in names.Split(' '))
            {
                _children[name.Length] = [.. _children[name.Length], (Encoding.UTF8.GetBytes(name), node, name)];
            }
        }

        return this;
    }

    /// <summary>Says what the elements of an array are.</summary>
    public FieldNode Of(FieldNode elements)
    {
        IsPlainCode = false;
        _elements = elements;
        return this;
    }

    /// <summary>The same field under its proper name.</summary>
    public FieldNode Named(string name) => new(Mode, Role, Kinds) { Name = name, _children = _children, _others = _others, _elements = _elements, IsPlainCode = IsPlainCode };
}
