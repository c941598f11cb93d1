using System.Globalization;
using System.Text;
using QRCoder;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>An address as a QR code, drawn as one path: sharp at any size, and no inline style.</summary>
internal static class QrCode
{
    public static Html Svg(string address, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (!rows[y][x])
                    continue;
                var from = x;
                while (x + 1 < rows[y].Count && rows[y][x + 1])
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from + 1}v1h-{x - from + 1}z");
            }
        }

        var size = $"0 0 {rows.Count} {rows.Count}";
        var drawn = Html.Of($"""<path d="{path.ToString()}"/>""");
        return Html.Of(
            $"""<svg class="qr" viewBox="{size}" role="img" aria-label="{label}" shape-rendering="crispEdges">{drawn}</svg>""");
    }
}
