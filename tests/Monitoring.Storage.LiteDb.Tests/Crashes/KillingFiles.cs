using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Tests.Crashes;

/// <summary>The real file system, with a point at which the process is killed.</summary>
internal sealed class KillingFiles(IStoreFiles files, KillPoint? point) : ForwardingFiles(files)
{
    private int _left = point?.Number ?? 0;

    public override IStoreFile Create(string path)
    {
        var file = base.Create(path);
        Meet("create", path);
        return file;
    }

    public override void Move(string from, string to)
    {
        base.Move(from, to);
        Meet("move", from);
    }

    public override void Delete(string path)
    {
        base.Delete(path);
        Meet("delete", path);
    }

    public override void FlushDirectory(string path)
    {
        Meet("names", path);
        base.FlushDirectory(path);
    }

    protected override void Write(string path, IStoreFile file, long offset, ReadOnlySpan<byte> bytes)
    {
        if (IsMet("write", path))
        {
            file.Write(offset, bytes[..(bytes.Length / 2)]);
            KillPoint.Kill();
        }

        base.Write(path, file, offset, bytes);
    }

    protected override void Truncate(string path, IStoreFile file, long length)
    {
        base.Truncate(path, file, length);
        Meet("truncate", path);
    }

    protected override void Flush(string path, IStoreFile file)
    {
        Meet("flush", path);
        base.Flush(path, file);
    }

    private void Meet(string operation, string path)
    {
        if (IsMet(operation, path))
        {
            KillPoint.Kill();
        }
    }

    private bool IsMet(string operation, string path) =>
        point is not null && (point.Operation == operation || point.Operation == "any") && path.StartsWith(point.Path, StringComparison.Ordinal) && Interlocked.Decrement(ref _left) == 0;
}
