using Microsoft.Extensions.Options;
using Monitoring.Transfer;

namespace Monitoring.Migrate;

/// <summary>The tool, from its arguments to its exit code. Nothing that it writes holds a connection string.</summary>
internal static class Tool
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, Func<string, string?> environment, TextWriter output, TextWriter errors, bool isTerminal, CancellationToken cancellationToken)
    {
        Arguments? arguments = null;
        try
        {
            arguments = Arguments.Parse(args, environment);
            if (arguments is null)
            {
                await output.WriteLineAsync(Arguments.Help).ConfigureAwait(false);
                return ExitCodes.Fine;
            }

            return await new Migration(arguments, output, isTerminal && !arguments.IsPlain, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ArgumentException or OptionsValidationException)
        {
            await errors.WriteLineAsync($"{Secrets.Remove(exception.Message, arguments)} --help tells the arguments.").ConfigureAwait(false);
            return ExitCodes.Usage;
        }
        catch (TargetInUseException exception)
        {
            await errors.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCodes.TargetInUse;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped. Run it again to go on.").ConfigureAwait(false);
            return ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is MonitoringException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(Secrets.Remove(exception.Message, arguments)).ConfigureAwait(false);
            return ExitCodes.Failed;
        }
    }
}
