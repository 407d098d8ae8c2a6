using System.Reflection;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Tests.Spooling;

/// <summary>A store that is away when a test says so.</summary>
public class Away<T> : DispatchProxy
    where T : class
{
    private T? _store;

    public bool IsAway { get; set; }

    /// <summary>Whether it does what it is told and goes away before it has answered.</summary>
    public bool Unheard { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    /// <summary>Fails calls that the store would answer.</summary>
    public Func<MethodInfo, object?[], Exception?> Fails { get; set; } = (_, _) => null;

    /// <summary>Changes what it is told.</summary>
    public Func<MethodInfo, object?[], object?[]> Alter { get; set; } = (_, arguments) => arguments;

    /// <summary>Says which store it stands before.</summary>
    public Away<T> Before(T store)
    {
        _store = store;
        return this;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Calls++;
        if (IsAway)
        {
            throw new StorageUnavailableException("The database is away.") { RetryAfter = TimeSpan.FromSeconds(3) };
        }

        if (Fails(targetMethod!, args!) is { } fault)
        {
            throw fault;
        }

        try
        {
            var answer = targetMethod!.Invoke(_store, Alter(targetMethod, args!));
            return Unheard ? throw new StorageUnavailableException("The connection broke.") : answer;
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }
    }
}
