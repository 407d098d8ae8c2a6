namespace Monitoring.Sample.Demo;

/// <summary>Shows how far something is: a bar on a terminal, a line for each quarter when the output is redirected.</summary>
internal sealed class ProgressBar(int total)
{
    private const int Width = 40;

    private int _quarters;

    public void Show(int done)
    {
        if (Console.IsOutputRedirected)
        {
            ShowQuarters(done);
            return;
        }

        var filled = done * Width / total;
        Console.Write($"\r   [{new string('#', filled)}{new string('.', Width - filled)}] {done}/{total}");
        if (done >= total)
        {
            Console.WriteLine();
        }
    }

    private void ShowQuarters(int done)
    {
        var quarters = done * 4 / total;
        if (quarters > _quarters)
        {
            _quarters = quarters;
            Console.WriteLine($"   {done}/{total}");
        }
    }
}
