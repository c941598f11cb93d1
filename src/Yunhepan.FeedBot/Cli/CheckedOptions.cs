using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Yunhepan.FeedBot.Cli;

/// <summary>
/// Creates options and arguments whose values are read here: the library's messages name C# types and do not say what is allowed.
/// </summary>
internal static class CheckedOptions
{
    public static Option<int> Number(string name, int least, int most, int otherwise, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => (int)(Whole(result, name, least, most) ?? otherwise),
    };

    /// <summary>Creates an option with the number of something stored, which starts at 1.</summary>
    public static Option<long?> Id(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Whole(result, name, 1, long.MaxValue),
    };

    public static Argument<long> IdArgument(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Whole(result, name, 1, long.MaxValue) ?? 0,
    };

    /// <summary>Creates an option that takes one of these words, in any case.</summary>
    public static Option<T?> Choice<T>(string name, string helpName, string description, params IReadOnlyList<T> choices)
        where T : struct, Enum => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => One(result, name, choices),
    };

    private static T? One<T>(ArgumentResult result, string name, IReadOnlyList<T> choices)
        where T : struct, Enum
    {
        var text = result.Tokens[0].Value;
        foreach (var choice in choices)
        {
            if (text.Equals(choice.ToString(), StringComparison.OrdinalIgnoreCase))
                return choice;
        }

        result.AddError($"{name} is one of {string.Join(", ", choices.Select(c => c.ToString().ToLowerInvariant()))}, not \"{text}\"");
        return null;
    }

    private static long? Whole(ArgumentResult result, string name, long least, long most)
    {
        var text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        var range = most == long.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" from {least} to {most}");
        result.AddError($"{name} is a whole number{range}, not \"{text}\"");
        return null;
    }
}
