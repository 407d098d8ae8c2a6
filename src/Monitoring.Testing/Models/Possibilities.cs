using System.Collections.Immutable;
using Xunit;
using Xunit.Sdk;

namespace Monitoring.Testing.Models;

/// <summary>
/// The states that a store may be in after what it has answered. As a rule one; several when calls ran at once, until
/// a later answer tells which of their orders it was.
/// </summary>
/// <param name="first">The state of a new store.</param>
/// <param name="explain">Gives the state after a command, or why the answer to it is wrong.</param>
/// <param name="fingerprint">A text that is equal for equal states.</param>
internal sealed class Possibilities<TModel, TCommand, TAnswer>(
    TModel first, Func<TModel, TCommand, TAnswer, (TModel After, string? Wrong)> explain, Func<TModel, string> fingerprint)
{
    private ImmutableArray<TModel> _models = [first];

    /// <summary>One of them, to make further steps from.</summary>
    public TModel Any => _models[0];

    /// <summary>Goes on to the states that explain the answers to commands that ran at once, in some order.</summary>
    public void Explain(string step, ImmutableArray<TCommand> commands, IReadOnlyList<TAnswer> answers)
    {
        var tried = _models.SelectMany(model => Orders.Of(commands.Length).Select(order => Explain(model, order, commands, answers))).ToList();
        var possible = tried.Where(state => state.Wrong is null).Select(state => state.Model).DistinctBy(fingerprint).ToImmutableArray();
        if (possible.IsEmpty)
        {
            Assert.Fail($"'{step}' was answered as it cannot be:{string.Concat(tried.Select(state => $"{Environment.NewLine}  {state.Wrong}").Distinct())}");
        }

        _models = possible;
    }

    /// <summary>Keeps the states that look like the store; fails as the first of them does when none does.</summary>
    public async ValueTask CompareAsync(Func<TModel, ValueTask> compare)
    {
        var (alike, failure) = (ImmutableArray.CreateBuilder<TModel>(), (XunitException?)null);
        foreach (var model in _models)
        {
            try
            {
                await compare(model);
                alike.Add(model);
            }
            catch (XunitException exception)
            {
                failure ??= exception;
            }
        }

        if (alike.Count == 0)
        {
            throw failure!;
        }

        _models = alike.ToImmutable();
    }

    private (TModel Model, string? Wrong) Explain(TModel model, int[] order, ImmutableArray<TCommand> commands, IReadOnlyList<TAnswer> answers)
    {
        foreach (var i in order)
        {
            (model, var wrong) = explain(model, commands[i], answers[i]);
            if (wrong is not null)
            {
                return (model, wrong);
            }
        }

        return (model, null);
    }
}
