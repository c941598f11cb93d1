using System.CommandLine;
using System.CommandLine.Parsing;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Says what is wrong with a command line, one line each.</summary>
internal static class Misuses
{
    /// <returns>Empty if the command line can be run.</returns>
    public static IReadOnlyList<string> Find(ParseResult parsed) =>
        [.. parsed.Errors.Select(error => error.Message.ReplaceLineEndings(" ")).Concat(UnknownOptions(parsed)).Distinct()];

    /// <summary>
    /// Finds options that do not exist: the library takes such a word for the argument of the command, for a file for example. Behind
    /// <c>--</c> everything is an argument.
    /// </summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
            yield break;
        var command = parsed.CommandResult.Command;
        var words = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).Where(word => word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2);
        foreach (var word in words)
            yield return $"{command.Name} has no option {word}{Suggestion.For(word, command.Options.Select(option => option.Name))}";
    }
}
