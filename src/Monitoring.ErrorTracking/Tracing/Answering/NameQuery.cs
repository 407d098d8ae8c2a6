using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Tracing.Answering;

/// <summary>Words of which each must stand in a name, and operations with <c>op:</c> in front.</summary>
internal sealed class NameQuery
{
    private const int MaxLength = 500;
    private const string OperationPrefix = "op:";

    private readonly ImmutableArray<string> _words;
    private readonly ImmutableArray<string> _operations;

    private NameQuery(ImmutableArray<string> words, ImmutableArray<string> operations)
    {
        _words = words;
        _operations = operations;
    }

    /// <summary>Reads a query; null when it is too long.</summary>
    public static NameQuery? TryRead(string? text)
    {
        if (text?.Length > MaxLength)
        {
            return null;
        }

        var terms = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new NameQuery(
            [.. terms.Where(term => !IsOperation(term))],
            [.. terms.Where(IsOperation).Select(term => term[OperationPrefix.Length..])]);
    }

    public bool Matches(string name, string operation) =>
        _words.All(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) && _operations.All(wanted => IsMeant(operation, wanted));

    private static bool IsOperation(string term) => term.StartsWith(OperationPrefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsMeant(string operation, string wanted) => wanted.EndsWith('*')
        ? operation.StartsWith(wanted[..^1], StringComparison.OrdinalIgnoreCase)
        : operation.Equals(wanted, StringComparison.OrdinalIgnoreCase);
}
