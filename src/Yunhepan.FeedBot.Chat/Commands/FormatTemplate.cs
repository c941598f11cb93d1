using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Asks for a template, checks it, and says where its fault is.</summary>
internal static class FormatTemplate
{
    private const int Longest = 900;

    public static bool IsOne(string word) => Words.Plain(word) is "template" or "模板" or "范本" or "m";

    public static CommandReply Ask(CommandRequest request, Subscription? place)
    {
        var texts = request.Texts.Format;
        return CommandReply.Say(texts.TemplateQuestion, ChatKeyboard.Row(ChatButton.Say(
            texts.AllButton, place is null ? "format" : $"format {TopicToken.Format(place.Topic)}"))) with
        {
            Asks = FormatKeyboard.Action(place, "m"),
        };
    }

    /// <returns>The format with the template, or without one; or what is wrong with it.</returns>
    public static (MessageFormat? Format, CommandReply? Fault) Read(CommandRequest request, MessageFormat current, string template)
    {
        var texts = request.Texts.Format;
        if (ClockWords.IsOff(template) || template is "x")
            return (current with { Template = null, TemplateHasText = null }, null);
        if (template.Length > Longest)
            return (null, CommandReply.Say(texts.TemplateTooLong));
        if (!template.Contains('{', StringComparison.Ordinal))
            return (null, CommandReply.Say(texts.TemplateNone));
        if (TemplateParser.Check(template) is { } fault)
            return (null, CommandReply.Say(texts.TemplateFault(fault.Line, fault.Column, fault.What)));
        return (current with { Template = template, TemplateHasText = TemplateParser.ShowsText(template) }, null);
    }
}
