using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Chat.Messages;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>Checks the templates of feeds.json as strictly as those that chats set.</summary>
internal static class TargetTemplate
{
    public static CheckedTemplate Check(string template) =>
        !template.Contains('{', StringComparison.Ordinal) ? new CheckedTemplate(
            $"contains no value; write one of {string.Join(", ", AlertTemplate.Names)} as {{{{ {AlertTemplate.Names[0]} }}}}", false)
        : TemplateParser.Check(template) is { } fault ? new CheckedTemplate(
            $"{fault.What} (line {fault.Line}, column {fault.Column} of the template)"
            + Suggestion.For(fault.Word, TemplateParser.Known), false)
        : new CheckedTemplate(null, TemplateParser.ShowsText(template));
}
