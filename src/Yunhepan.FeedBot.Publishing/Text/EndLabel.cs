using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Text;

/// <summary>Names how the subject of an alert ended, in the words of alerts.</summary>
internal static class EndLabel
{
    /// <summary>Returns the sign and the name, such as "✅ 已找到".</summary>
    public static string Format(AlertEnd end, string language) => $"{AlertEndSign.For(end)} {Name(end, language)}";

    public static string Name(AlertEnd end, string language) => end switch
    {
        AlertEnd.Found => OwnText.Choose(language, "已找到", "Found", "発見されました", "Localizado/a"),
        AlertEnd.SearchOver => OwnText.Choose(language, "搜寻已结束", "Search over", "捜索終了", "Búsqueda terminada"),
        AlertEnd.Lifted => OwnText.Choose(language, "已解除", "Lifted", "解除", "Aviso levantado"),
        AlertEnd.Lowered => OwnText.Choose(language, "已降级", "Lowered", "引き下げ", "Nivel de aviso rebajado"),
        AlertEnd.Caught => OwnText.Choose(language, "已到案", "In custody", "身柄確保", "Bajo custodia"),
        _ => throw new UnreachableException($"no text for the alert end {end}"),
    };
}
