using System.Text;

namespace Monitoring.Testing.Benchmarks;

/// <summary>Texts out of a few hundred words, so that a store that compresses has something to do.</summary>
internal sealed class Words(Random random)
{
    private const int Vocabulary = 400;

    private readonly string[] _words = [.. Enumerable.Range(0, Vocabulary).Select(_ => Word(random))];

    /// <summary>So many ASCII characters.</summary>
    public string Text(int length)
    {
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
        {
            text.Append(_words[random.Next(Vocabulary)]).Append(' ');
        }

        return text.ToString(0, length);
    }

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(2, 12)).Select(_ => (char)random.Next('a', 'z' + 1))]);
}
