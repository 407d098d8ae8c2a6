namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>One thing that was wrong with an envelope, and where.</summary>
public sealed record EnvelopeProblem
{
    /// <summary>What is wrong.</summary>
    public required EnvelopeProblemCode Code { get; init; }

    /// <summary>A sentence for people. Holds no data of the envelope.</summary>
    public required string Message { get; init; }

    /// <summary>Where it was found, in bytes from the start of the body.</summary>
    public required long Offset { get; init; }

    /// <summary>The number of the item, from 0; <see langword="null"/> for the envelope's header.</summary>
    public int? ItemIndex { get; init; }

    /// <summary>The kind of the item; <see langword="null"/> for the envelope's header, and when the item's own could not be read.</summary>
    public EnvelopeItemKind? ItemKind { get; init; }

    /// <summary>Whether nothing could be read after it. Otherwise only the item that it names is lost.</summary>
    public bool IsFatal { get; init; }

    /// <summary>The name of the problem as answers and outcomes show it, such as <c>invalid_header</c>.</summary>
    public string Name => Code switch
    {
        EnvelopeProblemCode.EmptyBody => "empty_body",
        EnvelopeProblemCode.InvalidHeader => "invalid_header",
        EnvelopeProblemCode.MissingNewline => "missing_newline",
        EnvelopeProblemCode.UnexpectedEnd => "unexpected_eof",
        EnvelopeProblemCode.InvalidItemHeader => "invalid_item_header",
        EnvelopeProblemCode.InternalItem => "internal_items",
        EnvelopeProblemCode.TooLarge => "too_large",
        _ => "too_many_items",
    };

    /// <summary>The HTTP status that fits when nothing of the envelope was kept: 413 for sizes, 400 for everything else.</summary>
    public int HttpStatus => Code is EnvelopeProblemCode.TooLarge or EnvelopeProblemCode.TooManyItems ? 413 : 400;
}
