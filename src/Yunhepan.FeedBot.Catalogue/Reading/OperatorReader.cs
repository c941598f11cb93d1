using System.Text.Json;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>
/// Reads the entries of <c>operators</c> and of a publisher's <c>desk</c>: <c>telegram:123456</c>, or <c>web:</c> with the id of a web
/// chat.
/// </summary>
internal sealed partial class OperatorReader(FaultList faults)
{
    private readonly Dictionary<OperatorChat, PlacedJson> _known = [];

    [GeneratedRegex("^(?<platform>telegram):(?<chat>-?[1-9][0-9]{0,18})$|^(?<platform>web):(?<chat>[0-9a-f]{64})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape { get; }

    /// <summary>Returns null after reporting the fault.</summary>
    public OperatorChat? Read(PlacedJson value)
    {
        if (value.Kind != JsonTokenType.String)
        {
            faults.Add(value, $"expects a string, not {FaultWords.Kind(value)}");
            return null;
        }

        var match = Shape.Match(value.Text.Trim());
        if (!match.Success)
        {
            faults.Add(
                value, $"\"{FaultWords.Clip(value.Text)}\" is not a chat; write telegram:123456 (the bot answers /approve with the "
                + "address of the chat)");
            return null;
        }

        var chat = new OperatorChat(match.Groups["platform"].Value, match.Groups["chat"].Value);
        if (_known.TryAdd(chat, value))
            return chat;
        faults.Add(value, $"{_known[chat].Path} names the same chat");
        return null;
    }
}
